<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en_US">
<context>
    <name>AgainstSection</name>
    <message>
        <source>Against ground truth</source>
        <translation>정답과 비교</translation>
    </message>
    <message>
        <source>TP · true</source>
        <translation>TP · 정검출</translation>
    </message>
    <message>
        <source>FP · false</source>
        <translation>FP · 오검출</translation>
    </message>
    <message>
        <source>FN · missed</source>
        <translation>FN · 놓침</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) in {file} · overlap ≥ {overlap}</source>
        <translation>
            <numerusform>{file}의 물체 %n개 · 겹침 ≥ {overlap}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgreementSection</name>
    <message>
        <source>Same object?</source>
        <translation>같은 물체인가요?</translation>
    </message>
    <message>
        <source>same class, overlap ≥ {overlap}</source>
        <translation>같은 클래스, 겹침 ≥ {overlap}</translation>
    </message>
    <message>
        <source>only A</source>
        <translation>A만</translation>
    </message>
    <message>
        <source>both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>B만</translation>
    </message>
    <message>
        <source>Only A: {a}, both: {both}, only B: {b}</source>
        <translation>A만: {a}, 둘 다: {both}, B만: {b}</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
</context>
<context>
    <name>AugmentSection</name>
    <message>
        <source>Augmentations</source>
        <translation>증강</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>Shows in a lesson what each of them does.</source>
        <translation>각각이 무엇을 하는지 레슨에서 보여 줘요.</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>좌우 뒤집기</translation>
    </message>
    <message>
        <source>Half of the pictures are mirrored. Not for what has a left and a right, such as letters.</source>
        <translation>사진의 절반을 좌우로 뒤집어요. 글자처럼 왼쪽과 오른쪽이 있는 것에는 맞지 않아요.</translation>
    </message>
    <message>
        <source>Crop by overlap</source>
        <translation>겹침으로 자르기</translation>
    </message>
    <message>
        <source>A part is taken that shows an object: it seems larger, or is cut off.</source>
        <translation>물체가 보이는 부분을 잘라요. 물체가 더 커 보이거나 잘려 보여요.</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Other light and other colours. Not where colour tells classes apart.</source>
        <translation>빛과 색을 바꿔요. 색으로 클래스를 가르는 경우에는 맞지 않아요.</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Half of the pictures are made smaller: for objects that are small.</source>
        <translation>사진의 절반을 작게 만들어요. 작은 물체를 위해서예요.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>All pictures have been looked at already.</source>
        <translation>모든 사진을 이미 살펴보았습니다.</translation>
    </message>
    <message>
        <source>Detect in all pictures</source>
        <translation>모든 사진에서 감지</translation>
    </message>
    <message>
        <source>Looks at every picture of the filmstrip and counts</source>
        <translation>필름스트립의 사진을 모두 살펴보고 셉니다</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>일괄</translation>
    </message>
</context>
<context>
    <name>BatchBar</name>
    <message>
        <source>Detection in all pictures</source>
        <translation>모든 사진의 감지</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n개 읽지 못함</numerusform>
        </translation>
    </message>
    <message>
        <source>Detecting in all pictures</source>
        <translation>모든 사진에서 감지하는 중</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total}장 중 {done}장</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>{seconds}초 남음</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes}분 남음</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>{hours}시간 남음</translation>
    </message>
</context>
<context>
    <name>Biographies</name>
    <message>
        <source>Box biography</source>
        <translation>박스의 일생</translation>
    </message>
    <message>
        <source>Where the selected box comes from, and what became of it</source>
        <translation>고른 박스가 어디서 왔고 어떻게 되었는지</translation>
    </message>
    <message>
        <source>explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>fate</source>
        <translation>운명</translation>
    </message>
    <message>
        <source>No candidate of any class covers this point.</source>
        <translation>이 점을 덮는 후보가 어느 클래스에도 없습니다.</translation>
    </message>
    <message>
        <source>overlap {value}</source>
        <translation>겹침 {value}</translation>
    </message>
    <message>
        <source>DBox {index} · {aspect}</source>
        <translation>DBox {index} · {aspect}</translation>
    </message>
    <message>
        <source>cell ({row}, {column})</source>
        <translation>칸 ({row}, {column})</translation>
    </message>
    <message>
        <source>DBox</source>
        <translation>DBox</translation>
    </message>
    <message>
        <source>BBox</source>
        <translation>BBox</translation>
    </message>
    <message>
        <source>its suppressor</source>
        <translation>이 박스를 억제한 박스</translation>
    </message>
    <message>
        <source>{offsets} px</source>
        <translation>{offsets} px</translation>
    </message>
</context>
<context>
    <name>Biography</name>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
</context>
<context>
    <name>BiographyPanel</name>
    <message>
        <source>Box biography</source>
        <translation>박스의 일생</translation>
    </message>
</context>
<context>
    <name>Born</name>
    <message>
        <source>Born</source>
        <translation>태어남</translation>
    </message>
    <message>
        <source>Source map</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>칸</translation>
    </message>
    <message>
        <source>Scale · aspect</source>
        <translation>크기 비율 · 종횡비</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>as DBox {index} of {count}</source>
        <translation>DBox {count}개 중 {index}번</translation>
    </message>
    <message>
        <source>level {number} · {n}×{n}</source>
        <translation>레벨 {number} · {n}×{n}</translation>
    </message>
</context>
<context>
    <name>Browsing</name>
    <message>
        <source>Next picture</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>Space does it too</source>
        <translation>스페이스 키로도 됩니다</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>First picture</source>
        <translation>첫 사진</translation>
    </message>
    <message>
        <source>Last picture</source>
        <translation>마지막 사진</translation>
    </message>
</context>
<context>
    <name>CameraPicker</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n대 찾음</numerusform>
        </translation>
    </message>
    <message>
        <source>up to {width} × {height}</source>
        <translation>최대 {width} × {height}</translation>
    </message>
    <message>
        <source>{camera} does not deliver {resolution}.</source>
        <translation>{camera} 카메라에는 {resolution} 해상도가 없습니다.</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>카메라 다시 찾기</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>해상도</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>초당 프레임</translation>
    </message>
    <message>
        <source>Mirror picture</source>
        <translation>좌우 반전</translation>
    </message>
    <message>
        <source>{count} fps</source>
        <translation>{count} fps</translation>
    </message>
    <message>
        <source>Frames stay in memory on this computer.
Nothing is recorded until you export.</source>
        <translation>프레임은 이 컴퓨터의 메모리에만 있습니다.
내보내기 전에는 아무것도 저장하지 않습니다.</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>카메라를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Connect a camera, close other programs that use it, allow this program to use it in the system&apos;s settings, and search again.</source>
        <translation>카메라를 연결하고, 카메라를 쓰는 다른 프로그램을 닫고, 시스템 설정에서 이 프로그램의 사용을 허용한 뒤 다시 찾아 보세요.</translation>
    </message>
    <message>
        <source>Start camera</source>
        <translation>카메라 시작</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>다시 찾기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Cameras</name>
    <message>
        <source>Webcam…</source>
        <translation>웹캠…</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>live</source>
        <translation>실시간</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>사진 없음</translation>
    </message>
    <message>
        <source>{width} × {height} pixels, {count} detections</source>
        <translation>{width} × {height} 픽셀, 검출 {count}개</translation>
    </message>
</context>
<context>
    <name>ChartOut</name>
    <message>
        <source>Chart copied.</source>
        <translation>그래프를 복사했습니다.</translation>
    </message>
    <message>
        <source>Save chart as</source>
        <translation>그래프를 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>{name} saved.</source>
        <translation>{name} 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>Show or hide {name}</source>
        <translation>{name} 보이기 또는 숨기기</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>그래프</translation>
    </message>
</context>
<context>
    <name>ClassAps</name>
    <message>
        <source>epoch {epoch}</source>
        <translation>에폭 {epoch}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>{step}번째 반복</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>Per-class AP</source>
        <translation>클래스별 AP</translation>
    </message>
</context>
<context>
    <name>ClassConfidence</name>
    <message>
        <source>Same as all</source>
        <translation>모두와 같게</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>신뢰도</translation>
    </message>
    <message>
        <source>Confidence threshold of {name}</source>
        <translation>{name} 클래스의 신뢰도 임곗값</translation>
    </message>
    <message>
        <source>The same as all classes</source>
        <translation>모든 클래스와 같게</translation>
    </message>
    <message>
        <source>All others: {value}</source>
        <translation>나머지 모두: {value}</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Look for every class</source>
        <translation>모든 클래스 찾기</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Look for no class</source>
        <translation>아무 클래스도 찾지 않기</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Show fewer classes</source>
        <translation>클래스 적게 보기</translation>
    </message>
    <message>
        <source>Show all classes</source>
        <translation>모든 클래스 보기</translation>
    </message>
    <message>
        <source>Right-click for a confidence threshold of its own</source>
        <translation>오른쪽 버튼으로 눌러 신뢰도 임곗값을 따로 정하기</translation>
    </message>
    <message>
        <source>{name}, {count}, confidence above {value}</source>
        <translation>{name}, {count}개, 신뢰도 {value} 초과</translation>
    </message>
</context>
<context>
    <name>ClassesSheet</name>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>One name a line. Objects of a class that is not here are left out.</source>
        <translation>한 줄에 이름 하나씩 써 주세요. 여기 없는 클래스의 물체는 빼요.</translation>
    </message>
    <message>
        <source>All in the data</source>
        <translation>데이터에 있는 모두</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>이대로 쓰기</translation>
    </message>
    <message>
        <source>At least one class is needed.</source>
        <translation>클래스가 적어도 하나 필요해요.</translation>
    </message>
    <message>
        <source>A name is there twice.</source>
        <translation>같은 이름이 두 번 있어요.</translation>
    </message>
    <message>
        <source>Those are more classes than a detector can have.</source>
        <translation>감지기가 가질 수 있는 것보다 클래스가 많아요.</translation>
    </message>
    <message>
        <source>A name is too long, or holds what cannot be shown.</source>
        <translation>이름이 너무 길거나 표시할 수 없는 글자가 있어요.</translation>
    </message>
</context>
<context>
    <name>ClosingSheet</name>
    <message>
        <source>A run is going on</source>
        <translation>학습이 진행 중이에요</translation>
    </message>
    <message>
        <source>Stopped now, it ends after the step at hand, and nothing is lost: the next time, Resume goes on from there.</source>
        <translation>지금 멈추면 하던 반복까지만 하고 끝나요. 잃는 것은 없어요. 다음에 이어서를 누르면 거기서부터 계속해요.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>계속 학습</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>멈추고 닫기</translation>
    </message>
</context>
<context>
    <name>CodeTab</name>
    <message>
        <source>The functions that run here, with the values of this moment.</source>
        <translation>여기서 실행되는 함수와 지금의 값이에요.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Source code</source>
        <translation>소스 코드</translation>
    </message>
</context>
<context>
    <name>CompareHead</name>
    <message>
        <source>both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>only A</source>
        <translation>A만</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>B만</translation>
    </message>
    <message>
        <source>TP</source>
        <translation>TP</translation>
    </message>
    <message>
        <source>FP</source>
        <translation>FP</translation>
    </message>
    <message>
        <source>FN</source>
        <translation>FN</translation>
    </message>
</context>
<context>
    <name>CompareMarks</name>
    <message>
        <source>only A</source>
        <translation>A만</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>B만</translation>
    </message>
    <message>
        <source>missed by A</source>
        <translation>A가 놓침</translation>
    </message>
    <message>
        <source>missed by B</source>
        <translation>B가 놓침</translation>
    </message>
</context>
<context>
    <name>CompareTools</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>A beside B</source>
        <translation>A와 B 나란히</translation>
    </message>
    <message>
        <source>A alone</source>
        <translation>A만 보기</translation>
    </message>
    <message>
        <source>B alone</source>
        <translation>B만 보기</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>No annotation lies with this picture</source>
        <translation>이 사진에는 어노테이션이 없습니다</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>{a} boxes of A, {b} boxes of B</source>
        <translation>A의 박스 {a}개, B의 박스 {b}개</translation>
    </message>
    <message>
        <source>Split between A and B</source>
        <translation>A와 B의 경계</translation>
    </message>
    <message>
        <source>Drag, or press ← and →; double click centres</source>
        <translation>끌거나 ←, → 키를 누르세요. 두 번 누르면 가운데로 갑니다</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Compare…</source>
        <translation>비교…</translation>
    </message>
    <message>
        <source>Two weights, or two sets of thresholds, on one picture</source>
        <translation>한 사진에서 가중치 둘이나 임곗값 두 벌 비교</translation>
    </message>
    <message>
        <source>split</source>
        <translation>나누기</translation>
    </message>
    <message>
        <source>Choose the weights of B</source>
        <translation>B의 가중치 고르기</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>가중치 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>아직 결과 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>박스 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DatasetSection</name>
    <message>
        <source>Dataset</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Generated shapes</source>
        <translation>생성한 도형</translation>
    </message>
    <message>
        <source>Folder in VOC layout…</source>
        <translation>VOC 구조의 폴더…</translation>
    </message>
    <message>
        <source>COCO file…</source>
        <translation>COCO 파일…</translation>
    </message>
    <message>
        <source>Add another folder…</source>
        <translation>폴더 더하기…</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>What is looked for, in the order of the labels.</source>
        <translation>찾을 것들이에요. 라벨 순서대로예요.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>고치기…</translation>
    </message>
    <message>
        <source>Recall ceiling</source>
        <translation>재현율 한계</translation>
    </message>
    <message>
        <source>How many of the objects some DBox overlaps by half or more: those are easy to learn. Each of the others is forced on the DBox that fits it best.</source>
        <translation>어떤 DBox와 절반 이상 겹치는 물체의 비율이에요. 이런 물체는 배우기 쉬워요. 나머지는 가장 잘 맞는 DBox에 억지로 맡겨요.</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share} %</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>try</source>
        <translation>해 볼 일</translation>
    </message>
    <message>
        <source>where</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>libraries</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>system</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>locale</source>
        <translation>로캘</translation>
    </message>
    <message>
        <source>display</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>last look</source>
        <translation>마지막 감지</translation>
    </message>
    <message>
        <source>log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>DetectionsPanel</name>
    <message>
        <source>Detections</source>
        <translation>검출 결과</translation>
    </message>
    <message>
        <source>by score</source>
        <translation>점수순</translation>
    </message>
    <message>
        <source>by class</source>
        <translation>클래스순</translation>
    </message>
    <message>
        <source>No box passes</source>
        <translation>통과한 박스가 없습니다</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>행 순서</translation>
    </message>
    <message>
        <source>Look for every class</source>
        <translation>모든 클래스 찾기</translation>
    </message>
    <message>
        <source>Show that {name}</source>
        <translation>{name} 보이기</translation>
    </message>
    <message>
        <source>Lower the confidence, or look for more classes.</source>
        <translation>신뢰도를 낮추거나 더 많은 클래스를 찾아 보세요.</translation>
    </message>
    <message>
        <source>The best candidate is a {name} of score {score}.</source>
        <translation>가장 좋은 후보는 {name}, 점수 {score}입니다.</translation>
    </message>
</context>
<context>
    <name>DifferencesSection</name>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>overlap</source>
        <translation>겹침</translation>
    </message>
    <message>
        <source>only A</source>
        <translation>A만</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>B만</translation>
    </message>
    <message>
        <source>Neither side shows a box.</source>
        <translation>어느 쪽에도 박스가 없습니다.</translation>
    </message>
    <message>
        <source>by change</source>
        <translation>변화순</translation>
    </message>
    <message>
        <source>by score</source>
        <translation>점수순</translation>
    </message>
    <message>
        <source>by class</source>
        <translation>클래스순</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>행 순서</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>물체 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyChart</name>
    <message>
        <source>No step yet</source>
        <translation>아직 반복이 없습니다</translation>
    </message>
    <message>
        <source>Curves appear with the first step of the run.</source>
        <translation>첫 반복이 끝나면 곡선이 나타납니다.</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>아직 실행이 없습니다</translation>
    </message>
    <message>
        <source>Press Start, or drop a run folder here to follow it.</source>
        <translation>시작을 누르거나, 따라갈 실행 폴더를 여기에 놓으세요.</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop a picture, folder or video</source>
        <translation>사진, 폴더, 비디오를 놓으세요</translation>
    </message>
    <message>
        <source>Detection runs here, on this computer. You can also paste with Ctrl+V.</source>
        <translation>감지는 이 컴퓨터에서만 합니다. Ctrl+V로 붙여 넣어도 됩니다.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Webcam</source>
        <translation>웹캠</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>예제로 해 보기</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>{count} generated scenes, bundled</source>
        <translation>함께 들어 있는 생성 장면 {count}장</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>{done} of {total} pictures</source>
        <translation>사진 {total}장 중 {done}장</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>내보내는 중…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>클래스 이름</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Replace files of the same name</source>
        <translation>이름이 같은 파일 바꾸기</translation>
    </message>
    <message>
        <source>On the pictures of PNG and SVG</source>
        <translation>PNG와 SVG의 사진에</translation>
    </message>
    <message>
        <source>On the pictures of PNG and SVG, and in YOLO files</source>
        <translation>PNG와 SVG의 사진과 YOLO 파일에</translation>
    </message>
    <message>
        <source>Without it, new files are numbered</source>
        <translation>끄면 새 파일에 번호를 붙입니다</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>이 사진</translation>
    </message>
    <message>
        <source>All {count} open pictures</source>
        <translation>열린 사진 {count}장 모두</translation>
    </message>
    <message>
        <source>All open pictures</source>
        <translation>열린 사진 모두</translation>
    </message>
    <message>
        <source>There is only one picture open.</source>
        <translation>열린 사진이 한 장뿐입니다.</translation>
    </message>
    <message>
        <source>The picture in its own resolution with its boxes painted on it</source>
        <translation>원래 해상도의 사진에 박스를 그린 것</translation>
    </message>
    <message>
        <source>The picture with boxes and names as shapes that can be edited</source>
        <translation>박스와 이름을 고칠 수 있는 도형으로 담은 사진</translation>
    </message>
    <message>
        <source>A table for spreadsheets, a row a detection</source>
        <translation>스프레드시트용 표, 검출마다 한 행</translation>
    </message>
    <message>
        <source>Plain JSON, as the command line prints it</source>
        <translation>명령줄이 출력하는 그대로의 JSON</translation>
    </message>
    <message>
        <source>MS COCO: a data set with scores, and a results list</source>
        <translation>MS COCO: 점수가 있는 데이터 세트와 결과 목록</translation>
    </message>
    <message>
        <source>PASCAL VOC: an annotation a picture, without scores</source>
        <translation>PASCAL VOC: 사진마다 어노테이션 하나, 점수 없음</translation>
    </message>
    <message>
        <source>YOLO: a text file a picture, and the names of the classes</source>
        <translation>YOLO: 사진마다 텍스트 파일 하나와 클래스 이름</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>형식을 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Detections as PNG, SVG, CSV, JSON, COCO, VOC or YOLO</source>
        <translation>검출 결과를 PNG, SVG, CSV, JSON, COCO, VOC, YOLO로</translation>
    </message>
    <message>
        <source>save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>내보낼 폴더</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>폴더 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written into {folder}.</source>
        <translation>
            <numerusform>{folder} 폴더에 파일 %n개를 썼습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) left out:</source>
        <translation>
            <numerusform>빠진 사진 %n장:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Pictures</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>{name}, picture {number} of {total}</source>
        <translation>{name}, {total}장 중 {number}번째 사진</translation>
    </message>
    <message numerus="yes">
        <source>%n detection(s)</source>
        <translation>
            <numerusform>검출 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Here, on {name}</source>
        <translation>여기, {name}</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>여기</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켜짐</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n개 표시</numerusform>
        </translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>명령 팔레트</translation>
    </message>
    <message>
        <source>Every command, found by a few letters</source>
        <translation>몇 글자로 찾는 모든 명령</translation>
    </message>
</context>
<context>
    <name>FindingsSheet</name>
    <message>
        <source>What was found in the pictures</source>
        <translation>사진에서 찾은 것</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>클래스별 물체</translation>
    </message>
    <message>
        <source>Objects by size, in the 300 × 300 input</source>
        <translation>크기별 물체 (300 × 300 입력 기준)</translation>
    </message>
    <message>
        <source>A class with very few objects is hard to learn.</source>
        <translation>물체가 아주 적은 클래스는 배우기 어려워요.</translation>
    </message>
    <message>
        <source>The root of a box&apos;s area. Dark: those that some DBox overlaps by half or more. Small objects are hard to find: few DBoxes are as small.</source>
        <translation>박스 넓이의 제곱근이에요. 진한 부분은 어떤 DBox가 절반 이상 겹치는 물체예요. 작은 물체는 찾기 어려워요. 그만큼 작은 DBox가 드물거든요.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more class(es)</source>
        <translation>
            <numerusform>그 밖에 클래스 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in your folder is changed: the run learns from what is left or mended.</source>
        <translation>폴더 안의 것은 바꾸지 않아요. 학습은 남은 것과 고친 것으로 해요.</translation>
    </message>
    <message>
        <source>Nothing wrong was found.</source>
        <translation>잘못된 것을 찾지 못했어요.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>찾은 것</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>Open a folder of pictures</source>
        <translation>사진 폴더 열기</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>All pictures of a folder</source>
        <translation>폴더의 사진 모두</translation>
    </message>
    <message>
        <source>directory</source>
        <translation>디렉터리</translation>
    </message>
    <message>
        <source>filmstrip</source>
        <translation>필름스트립</translation>
    </message>
    <message>
        <source>There are no pictures in {folder}.</source>
        <translation>{folder} 폴더에 사진이 없습니다.</translation>
    </message>
</context>
<context>
    <name>FunnelPanel</name>
    <message>
        <source>DBoxes</source>
        <translation>DBox</translation>
    </message>
    <message>
        <source>over conf.</source>
        <translation>신뢰도 통과</translation>
    </message>
    <message>
        <source>top-k</source>
        <translation>상위 k</translation>
    </message>
    <message>
        <source>after NMS</source>
        <translation>NMS 후</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>From {total} to {shown}</source>
        <translation>{total}개에서 {shown}개까지</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Exhibits</source>
        <translation>전시품</translation>
    </message>
    <message>
        <source>{seen} of {all} seen</source>
        <translation>{all}개 중 {seen}개 봄</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>#{number} of {count}</source>
        <translation>{count}개 중 {number}번</translation>
    </message>
    <message>
        <source>Back to the inspector</source>
        <translation>인스펙터로 돌아가기</translation>
    </message>
    <message>
        <source>Stronger candidate</source>
        <translation>더 강한 후보</translation>
    </message>
    <message>
        <source>Weaker candidate</source>
        <translation>더 약한 후보</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>Loss so far</source>
        <translation>지금까지의 손실</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>{seconds}초 남음</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>{step}걸음</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Train 60 seconds</source>
        <translation>60초 학습</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>The clipboard is empty.</source>
        <translation>클립보드가 비어 있습니다.</translation>
    </message>
    <message>
        <source>That is a link. Save the picture and drop its file.</source>
        <translation>링크입니다. 사진을 저장한 뒤 그 파일을 놓으세요.</translation>
    </message>
    <message>
        <source>There is no picture in that.</source>
        <translation>그 안에는 사진이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Judged</name>
    <message>
        <source>Judged</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>해 보기</translation>
    </message>
    <message>
        <source>Move the threshold there</source>
        <translation>임곗값을 그곳으로 옮깁니다</translation>
    </message>
    <message>
        <source>by NMS, class {name}</source>
        <translation>NMS에서, {name} 클래스</translation>
    </message>
    <message>
        <source>before NMS, class {name}</source>
        <translation>NMS 전, {name} 클래스</translation>
    </message>
</context>
<context>
    <name>Label</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>All levels</source>
        <translation>모든 레벨</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>격자</translation>
    </message>
    <message>
        <source>The cells of a level</source>
        <translation>한 레벨의 칸</translation>
    </message>
    <message>
        <source>Score heat</source>
        <translation>점수 열지도</translation>
    </message>
    <message>
        <source>The best score of every cell</source>
        <translation>칸마다 가장 높은 점수</translation>
    </message>
    <message>
        <source>Boxes before NMS</source>
        <translation>NMS 전 박스</translation>
    </message>
    <message>
        <source>Every candidate that enters NMS</source>
        <translation>NMS에 들어가는 모든 후보</translation>
    </message>
    <message>
        <source>All DBoxes</source>
        <translation>모든 DBox</translation>
    </message>
    <message>
        <source>Every DBox there is, of all levels or of one</source>
        <translation>모든 레벨이나 한 레벨의 모든 DBox</translation>
    </message>
    <message>
        <source>Colour by level</source>
        <translation>레벨별 색</translation>
    </message>
    <message>
        <source>Which level found each box</source>
        <translation>박스마다 찾아낸 레벨</translation>
    </message>
    <message>
        <source>Level {n}×{n}</source>
        <translation>레벨 {n}×{n}</translation>
    </message>
</context>
<context>
    <name>LearnersTab</name>
    <message>
        <source>Paper: {place}</source>
        <translation>논문: {place}</translation>
    </message>
    <message>
        <source>Book: {place}</source>
        <translation>책: {place}</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Learn</source>
        <translation>배우기</translation>
    </message>
</context>
<context>
    <name>LessonCommands</name>
    <message>
        <source>Learn</source>
        <translation>배우기</translation>
    </message>
    <message>
        <source>The paper, made touchable</source>
        <translation>만져 보는 논문</translation>
    </message>
    <message>
        <source>lessons</source>
        <translation>강의</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>다음 강의</translation>
    </message>
    <message>
        <source>Previous lesson</source>
        <translation>이전 강의</translation>
    </message>
    <message>
        <source>Predict, then look</source>
        <translation>예측하고 확인하기</translation>
    </message>
    <message>
        <source>Ask or stop asking</source>
        <translation>묻기 또는 그만 묻기</translation>
    </message>
    <message>
        <source>The function itself, with the values of this moment</source>
        <translation>함수 자체와 지금의 값</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>코드 보기</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>단계 재생</translation>
    </message>
    <message>
        <source>Space, arrows, Home and End work too</source>
        <translation>스페이스, 화살표, Home, End도 쓸 수 있어요</translation>
    </message>
    <message>
        <source>Another scene</source>
        <translation>다른 장면</translation>
    </message>
    <message>
        <source>Tell lessons on the picture in Inspect, or on the shapes again</source>
        <translation>살펴보기의 그림으로, 또는 다시 도형으로 강의하기</translation>
    </message>
    <message>
        <source>Lessons on my picture</source>
        <translation>내 그림으로 배우기</translation>
    </message>
    <message>
        <source>Save lesson as…</source>
        <translation>다른 이름으로 강의 저장…</translation>
    </message>
    <message>
        <source>As it is now, for a class</source>
        <translation>지금 모습 그대로, 수업용으로</translation>
    </message>
    <message>
        <source>Open lesson…</source>
        <translation>강의 열기…</translation>
    </message>
</context>
<context>
    <name>LessonFiles</name>
    <message>
        <source>Save lesson as</source>
        <translation>다른 이름으로 강의 저장</translation>
    </message>
    <message>
        <source>Lesson with its picture ({pattern})</source>
        <translation>그림을 담은 강의 ({pattern})</translation>
    </message>
    <message>
        <source>Lesson, picture beside it ({pattern})</source>
        <translation>그림이 옆에 있는 강의 ({pattern})</translation>
    </message>
    <message>
        <source>Open lesson</source>
        <translation>강의 열기</translation>
    </message>
    <message>
        <source>Lessons ({pattern})</source>
        <translation>강의 ({pattern})</translation>
    </message>
    <message>
        <source>{name} saved.</source>
        <translation>{name}을(를) 저장했어요.</translation>
    </message>
</context>
<context>
    <name>LessonList</name>
    <message>
        <source>Lessons</source>
        <translation>강의</translation>
    </message>
    <message>
        <source>done</source>
        <translation>마침</translation>
    </message>
</context>
<context>
    <name>LessonTransport</name>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>첫 단계</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>한 단계 앞으로</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>마지막 단계</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>{times} times as fast</source>
        <translation>{times}배 빠르기</translation>
    </message>
</context>
<context>
    <name>LiveChip</name>
    <message>
        <source>Last frame</source>
        <translation>마지막 프레임</translation>
    </message>
    <message>
        <source>frame {frame}</source>
        <translation>프레임 {frame}</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>{count} fps</source>
        <translation>{count} fps</translation>
    </message>
    <message>
        <source>{time} ms to screen</source>
        <translation>화면까지 {time} ms</translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation>{count}장 건너뜀</translation>
    </message>
</context>
<context>
    <name>LossCard</name>
    <message>
        <source>step (each tick is an epoch)</source>
        <translation>반복 (눈금 하나가 에폭 하나)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>반복</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>다듬기</translation>
    </message>
    <message>
        <source>Lin</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>Linear scale</source>
        <translation>선형 눈금</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>로그 눈금</translation>
    </message>
    <message>
        <source>Scale of the losses</source>
        <translation>손실 눈금</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>따라가기</translation>
    </message>
    <message>
        <source>Show the whole run again, as it grows (double click)</source>
        <translation>실행 전체를 다시, 늘어나는 대로 봅니다 (두 번 누르기)</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>그래프 내보내기</translation>
    </message>
    <message>
        <source>Copy chart</source>
        <translation>그래프 복사</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>PNG로 저장…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>SVG로 저장…</translation>
    </message>
    <message>
        <source>Save every step as CSV…</source>
        <translation>모든 반복을 CSV로 저장…</translation>
    </message>
    <message>
        <source>Smooth lines average over about {count} steps</source>
        <translation>매끄러운 선은 반복 약 {count}번을 평균합니다</translation>
    </message>
</context>
<context>
    <name>LossLines</name>
    <message>
        <source>total</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>conf</source>
        <translation>conf</translation>
    </message>
    <message>
        <source>loc</source>
        <translation>loc</translation>
    </message>
    <message>
        <source>val</source>
        <translation>검증</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>step {step}</source>
        <translation>{step}번째 반복</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>에폭 {epoch}</translation>
    </message>
    <message>
        <source>Plot of the losses</source>
        <translation>손실 그래프</translation>
    </message>
</context>
<context>
    <name>LostCard</name>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>찾는 중</translation>
    </message>
    <message>
        <source>Plug it in and it goes on by itself. The last frame can still be explored.</source>
        <translation>다시 연결하면 저절로 이어집니다. 마지막 프레임은 계속 살펴볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Use {camera}</source>
        <translation>{camera} 사용</translation>
    </message>
</context>
<context>
    <name>MachineSection</name>
    <message>
        <source>Machine</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Where the next run computes.</source>
        <translation>다음 학습을 계산할 곳이에요.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>What this program takes, without the loading of pictures.</source>
        <translation>이 프로그램이 쓰는 메모리예요. 사진을 읽는 프로세스는 뺐어요.</translation>
    </message>
    <message>
        <source>Saved in</source>
        <translation>저장 위치</translation>
    </message>
    <message>
        <source>Each run gets a folder of its own in there.</source>
        <translation>학습마다 이 안에 폴더가 하나씩 생겨요.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Inspect</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Drop to detect</source>
        <translation>놓으면 감지합니다</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>mAP @ 0.5</source>
        <translation>mAP @ 0.5</translation>
    </message>
    <message>
        <source>Pictures / s</source>
        <translation>초당 사진</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>기울기 크기</translation>
    </message>
    <message>
        <source>Positives per picture</source>
        <translation>사진당 양성</translation>
    </message>
    <message>
        <source>best at epoch {epoch}</source>
        <translation>에폭 {epoch}에서 최고</translation>
    </message>
    <message>
        <source>best at step {step}</source>
        <translation>{step}번째 반복에서 최고</translation>
    </message>
    <message>
        <source>peak {value}</source>
        <translation>최고 {value}</translation>
    </message>
    <message>
        <source>data wait {share} %</source>
        <translation>데이터 대기 {share} %</translation>
    </message>
</context>
<context>
    <name>MuseumTools</name>
    <message>
        <source>Bug</source>
        <translation>버그</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히</translation>
    </message>
    <message>
        <source>Curtain</source>
        <translation>커튼</translation>
    </message>
</context>
<context>
    <name>NewcomerPanel</name>
    <message>
        <source>New to SSD?</source>
        <translation>SSD가 처음이신가요?</translation>
    </message>
    <message>
        <source>Short lessons follow one picture through the detector, from default boxes to training.</source>
        <translation>짧은 강의들이 사진 한 장을 따라 디폴트 박스부터 학습까지 검출기 안을 둘러봅니다.</translation>
    </message>
    <message>
        <source>Start lesson 1</source>
        <translation>1강 시작</translation>
    </message>
</context>
<context>
    <name>Nms</name>
    <message>
        <source>NMS across classes</source>
        <translation>클래스를 가리지 않는 NMS</translation>
    </message>
    <message>
        <source>Lets boxes of different classes suppress one another</source>
        <translation>클래스가 다른 박스끼리도 서로 억제합니다</translation>
    </message>
</context>
<context>
    <name>NmsMenu</name>
    <message>
        <source>standard</source>
        <translation>표준</translation>
    </message>
    <message>
        <source>standard, across</source>
        <translation>표준, 구분 없이</translation>
    </message>
    <message>
        <source>soft, linear</source>
        <translation>소프트, 선형</translation>
    </message>
    <message>
        <source>linear, across</source>
        <translation>선형, 구분 없이</translation>
    </message>
    <message>
        <source>soft, Gaussian</source>
        <translation>소프트, 가우스</translation>
    </message>
    <message>
        <source>Gaussian, across</source>
        <translation>가우스, 구분 없이</translation>
    </message>
    <message>
        <source>DIoU</source>
        <translation>DIoU</translation>
    </message>
    <message>
        <source>DIoU, across</source>
        <translation>DIoU, 구분 없이</translation>
    </message>
    <message>
        <source>NMS method: {method}</source>
        <translation>NMS 방법: {method}</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>표준</translation>
    </message>
    <message>
        <source>Drops a box that overlaps a better one</source>
        <translation>더 좋은 박스와 겹치는 박스를 버립니다</translation>
    </message>
    <message>
        <source>Soft, linear</source>
        <translation>소프트, 선형</translation>
    </message>
    <message>
        <source>Lowers the score of such a box by the share that overlaps</source>
        <translation>그런 박스의 점수를 겹친 비율만큼 낮춥니다</translation>
    </message>
    <message>
        <source>Soft, Gaussian</source>
        <translation>소프트, 가우스</translation>
    </message>
    <message>
        <source>Lowers the score of every box that overlaps a better one, smoothly</source>
        <translation>더 좋은 박스와 겹치는 모든 박스의 점수를 부드럽게 낮춥니다</translation>
    </message>
    <message>
        <source>As standard, but spares a box whose centre is far from the better one&apos;s</source>
        <translation>표준과 같지만 중심이 멀리 떨어진 박스는 남깁니다</translation>
    </message>
    <message>
        <source>Across classes</source>
        <translation>클래스 구분 없이</translation>
    </message>
    <message>
        <source>Lets boxes of different classes suppress one another</source>
        <translation>클래스가 다른 박스끼리도 서로 억제합니다</translation>
    </message>
    <message>
        <source>What NMS does with boxes that overlap</source>
        <translation>NMS가 겹친 박스를 다루는 법</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Pictures, a video or weights</source>
        <translation>사진, 비디오, 가중치</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>A picture from the clipboard</source>
        <translation>클립보드의 사진</translation>
    </message>
    <message>
        <source>Load weights…</source>
        <translation>가중치 불러오기…</translation>
    </message>
    <message>
        <source>Open the samples</source>
        <translation>예제 열기</translation>
    </message>
    <message>
        <source>Open pictures, a video or weights</source>
        <translation>사진, 비디오, 가중치 열기</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>사진 ({patterns})</translation>
    </message>
    <message>
        <source>Videos ({patterns})</source>
        <translation>비디오 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Load weights</source>
        <translation>가중치 불러오기</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>가중치 ({patterns})</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>클립보드</translation>
    </message>
    <message>
        <source>dropped picture</source>
        <translation>놓은 사진</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>{found} of {count} commands</source>
        <translation>명령 {count}개 중 {found}개</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>명령 팔레트</translation>
    </message>
    <message>
        <source>Search commands and files</source>
        <translation>명령과 파일 찾기</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>move</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>change value</source>
        <translation>값 바꾸기</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>all shortcuts</source>
        <translation>모든 단축키</translation>
    </message>
    <message>
        <source>tries values on the picture</source>
        <translation>값을 사진에 바로 적용</translation>
    </message>
</context>
<context>
    <name>PictureOut</name>
    <message>
        <source>With its boxes, in its own resolution</source>
        <translation>박스와 함께, 원래 해상도로</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>사진 복사</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>클립보드</translation>
    </message>
    <message>
        <source>A row a detection, for a spreadsheet</source>
        <translation>검출마다 한 행, 스프레드시트용</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>표 복사</translation>
    </message>
    <message>
        <source>Save annotated picture as…</source>
        <translation>박스를 그린 사진 저장…</translation>
    </message>
    <message numerus="yes">
        <source>Table with %n detection(s) copied.</source>
        <translation>
            <numerusform>검출 %n개의 표를 복사했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture of {width} × {height} pixels copied.</source>
        <translation>{width} × {height} 픽셀 사진을 복사했습니다.</translation>
    </message>
    <message>
        <source>Save annotated picture as</source>
        <translation>박스를 그린 사진 저장</translation>
    </message>
    <message>
        <source>{name} is the picture itself. Choose another name.</source>
        <translation>{name} 파일은 원본 사진입니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>{name} saved.</source>
        <translation>{name} 파일을 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Language, theme, text size, device, diagnostics</source>
        <translation>언어, 테마, 글자 크기, 장치, 진단</translation>
    </message>
    <message>
        <source>preferences</source>
        <translation>환경설정</translation>
    </message>
    <message>
        <source>options</source>
        <translation>옵션</translation>
    </message>
</context>
<context>
    <name>PreflightCard</name>
    <message>
        <source>see which</source>
        <translation>목록 보기</translation>
    </message>
    <message>
        <source>Looking at {done} of {total}…</source>
        <translation>{total}장 중 {done}장 확인…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>classes and sizes</source>
        <translation>클래스와 크기</translation>
    </message>
    <message>
        <source>{count} train</source>
        <translation>학습 {count}</translation>
    </message>
    <message>
        <source>{count} val</source>
        <translation>검증 {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>클래스 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>endless scenes</source>
        <translation>끝없는 장면</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) repaired</source>
        <translation>
            <numerusform>박스 %n개를 고쳤어요</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n개를 뺐어요</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>알릴 점 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Presenting</name>
    <message>
        <source>Esc leaves, PgUp and PgDn step, B blanks the screen.</source>
        <translation>Esc로 나가고, PgUp과 PgDn으로 넘기고, B로 화면을 비웁니다.</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Presentation mode</source>
        <translation>발표 모드</translation>
    </message>
    <message>
        <source>The picture alone, with large letters and thick lines</source>
        <translation>큰 글자와 굵은 선으로 사진만 보기</translation>
    </message>
    <message>
        <source>projector</source>
        <translation>프로젝터</translation>
    </message>
    <message>
        <source>slide show</source>
        <translation>슬라이드 쇼</translation>
    </message>
</context>
<context>
    <name>PrivacyCard</name>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>아무것도 이 컴퓨터를 떠나지 않습니다</translation>
    </message>
    <message>
        <source>No account, no telemetry, no update check. Pictures, camera frames and weights are read and used here only.</source>
        <translation>계정도, 원격 측정도, 업데이트 확인도 없습니다. 사진, 카메라 프레임, 가중치는 여기서만 읽고 씁니다.</translation>
    </message>
</context>
<context>
    <name>ProbeOpening</name>
    <message>
        <source>{run} · step {step}</source>
        <translation>{run} · {step}번째 반복</translation>
    </message>
</context>
<context>
    <name>ProbeSection</name>
    <message>
        <source>What the run says of a few pictures appears here while it learns.</source>
        <translation>학습하는 동안 사진 몇 장에 대한 결과가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Probe picture</source>
        <translation>프로브 사진</translation>
    </message>
    <message>
        <source>Which probe picture is shown</source>
        <translation>보이는 프로브 사진</translation>
    </message>
    <message>
        <source>Open this step in Inspect</source>
        <translation>이 반복을 살펴보기에서 열기</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Look</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>다음 강의</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>맞아요.</translation>
    </message>
    <message>
        <source>It is {answer}.</source>
        <translation>정답은 {answer}이에요.</translation>
    </message>
    <message>
        <source>Predict, then look.</source>
        <translation>예측하고 확인해 보세요.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>작업 공간</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>밝게 또는 어둡게</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message>
        <source>{n}×{n} map · cell ({row}, {column}) · aspect {aspect}</source>
        <translation>{n}×{n} 맵 · 칸 ({row}, {column}) · 비율 {aspect}</translation>
    </message>
    <message>
        <source>click for its biography</source>
        <translation>눌러서 박스의 일생 보기</translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message numerus="yes">
        <source>%n file(s) of the last session are not there any more.</source>
        <translation>
            <numerusform>지난 세션의 파일 %n개가 이제 없습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunLog</name>
    <message>
        <source>Run log</source>
        <translation>학습 기록</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>best</source>
        <translation>최고</translation>
    </message>
</context>
<context>
    <name>SceneFooter</name>
    <message>
        <source>Open a picture in Inspect first.</source>
        <translation>먼저 살펴보기에서 그림을 여세요.</translation>
    </message>
    <message>
        <source>Load weights in Inspect first.</source>
        <translation>먼저 살펴보기에서 가중치를 불러오세요.</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>장면</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>도형</translation>
    </message>
    <message>
        <source>Your image</source>
        <translation>내 그림</translation>
    </message>
    <message>
        <source>Another scene</source>
        <translation>다른 장면</translation>
    </message>
    <message>
        <source>Every number here is computed by the code that detects.</source>
        <translation>모든 숫자는 실제로 검출하는 코드가 계산해요.</translation>
    </message>
    <message>
        <source>shapes · seed {seed}</source>
        <translation>도형 · 시드 {seed}</translation>
    </message>
</context>
<context>
    <name>ScheduleSection</name>
    <message>
        <source>Schedule</source>
        <translation>일정</translation>
    </message>
    <message>
        <source>locked while training</source>
        <translation>학습 중에는 잠겨요</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>프리셋</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>반복</translation>
    </message>
    <message>
        <source>What the length is counted in</source>
        <translation>길이를 세는 단위</translation>
    </message>
    <message>
        <source>Choices that are known to work together.</source>
        <translation>함께 잘 동작한다고 알려진 선택들이에요.</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>Weights that know something already need far fewer pictures.</source>
        <translation>이미 무언가를 아는 가중치는 사진이 훨씬 적게 필요해요.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>An epoch is one pass over all pictures, a step is one batch.</source>
        <translation>에폭은 모든 사진을 한 번 도는 것이고, 반복은 배치 하나예요.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Pictures that one step learns from. More need more memory.</source>
        <translation>반복 한 번이 배우는 사진 수예요. 많을수록 메모리가 더 필요해요.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How far a step goes. Too large, and the loss jumps; ten times less helps.</source>
        <translation>반복 한 번이 나아가는 크기예요. 너무 크면 손실이 튀어요. 그럴 때는 10분의 1로 줄여 보세요.</translation>
    </message>
    <message>
        <source>Freeze backbone</source>
        <translation>백본 고정</translation>
    </message>
    <message>
        <source>Only the heads learn: faster, and safe with very few pictures.</source>
        <translation>헤드만 배워요. 더 빠르고, 사진이 아주 적어도 안전해요.</translation>
    </message>
    <message>
        <source>How exactly it multiplies. Automatic takes what is fastest and safe.</source>
        <translation>곱셈의 정밀도예요. 자동은 안전하면서 가장 빠른 것을 골라요.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>bundled weights</source>
        <translation>기본 가중치</translation>
    </message>
    <message>
        <source>a file…</source>
        <translation>파일…</translation>
    </message>
    <message>
        <source>Between 1e-6 and 1. Until then {rate} is used.</source>
        <translation>1e-6에서 1 사이로 써 주세요. 그때까지 {rate}을(를) 써요.</translation>
    </message>
    <message>
        <source>This preset expects a VGG16 that knows ImageNet: a file.</source>
        <translation>이 프리셋은 ImageNet을 배운 VGG16 파일에서 시작해야 해요.</translation>
    </message>
    <message>
        <source>This preset expects weights that detect something.</source>
        <translation>이 프리셋은 이미 무언가를 감지하는 가중치에서 시작해야 해요.</translation>
    </message>
    <message>
        <source>A backbone that starts from nothing knows nothing to keep.</source>
        <translation>처음부터 시작하는 백본은 지킬 것을 아직 몰라요.</translation>
    </message>
</context>
<context>
    <name>Scored</name>
    <message>
        <source>Scored</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>top {count} of {all} classes</source>
        <translation>클래스 {all}개 중 상위 {count}개</translation>
    </message>
    <message>
        <source>{value} threshold</source>
        <translation>임곗값 {value}</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>{step} · live</source>
        <translation>{step} · 실시간</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A batch of {batch} pictures cannot be shared by {size} processes.</source>
        <translation>사진 {batch}장의 배치를 프로세스 {size}개가 나눌 수 없습니다.</translation>
    </message>
    <message>
        <source>A detector can have {most:,}: choose some of them.</source>
        <translation>감지기에는 {most:,}개까지 둘 수 있어요. 그중에서 고르세요.</translation>
    </message>
    <message>
        <source>A newer version of this program wrote it.</source>
        <translation>이 프로그램의 더 새로운 버전이 쓴 파일이에요.</translation>
    </message>
    <message>
        <source>A picture in it cannot be shown.</source>
        <translation>그 안의 사진을 표시할 수 없습니다.</translation>
    </message>
    <message>
        <source>A picture of {width} × {height} pixels cannot be written as {suffix}.</source>
        <translation>{width} × {height} 픽셀 사진은 {suffix} 형식으로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>A run goes on with its own choices.</source>
        <translation>이어서 하는 학습은 처음에 정한 값을 그대로 씁니다.</translation>
    </message>
    <message>
        <source>A variance in {key} is negative, which would make every score NaN.</source>
        <translation>{key}의 분산에 음수가 있어 모든 점수가 NaN이 됩니다.</translation>
    </message>
    <message>
        <source>All of its objects are difficult: none counts in evaluation.</source>
        <translation>물체가 모두 difficult라서 평가에 세는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Annotation {number} is of a picture that is not listed.</source>
        <translation>어노테이션 {number}: 목록에 없는 사진의 것입니다.</translation>
    </message>
    <message>
        <source>Another of its processes could not go on.</source>
        <translation>함께 돌던 다른 프로세스가 더 진행하지 못했습니다.</translation>
    </message>
    <message>
        <source>Another program is training there.</source>
        <translation>다른 프로그램이 그곳에서 학습하고 있습니다.</translation>
    </message>
    <message>
        <source>Another program may be using it.</source>
        <translation>다른 프로그램이 쓰고 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>At confidence {threshold} exactly, and it must be above.</source>
        <translation>점수가 신뢰도 임곗값 {threshold}와 똑같습니다. 더 커야 합니다.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Automatic ({device}, {precision})</source>
        <translation>자동({device}, {precision})</translation>
    </message>
    <message>
        <source>Below confidence {threshold}: it scored {score}.</source>
        <translation>신뢰도 {threshold} 미달: 점수가 {score}입니다.</translation>
    </message>
    <message>
        <source>Bundled weights are loaded and ready</source>
        <translation>함께 들어 있는 가중치가 준비되었습니다</translation>
    </message>
    <message>
        <source>Cancelled. {done} of {total} pictures looked at. Detections: {found}.</source>
        <translation>취소했습니다. 사진 {total}장 중 {done}장을 살펴보았습니다. 검출: {found}개.</translation>
    </message>
    <message>
        <source>Category {number} has no id or no name.</source>
        <translation>카테고리 {number}: id나 name이 없습니다.</translation>
    </message>
    <message>
        <source>Fine-tune, small</source>
        <translation>작은 미세 조정</translation>
    </message>
    <message>
        <source>From scratch, small</source>
        <translation>작게 처음부터</translation>
    </message>
    <message>
        <source>Generated shapes are learnt from alone.</source>
        <translation>생성한 도형은 그것만으로 학습해요.</translation>
    </message>
    <message>
        <source>It cannot be wound to that place.</source>
        <translation>그 위치로 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>It does not describe a training run.</source>
        <translation>학습을 설명하는 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It does not say how large its picture is.</source>
        <translation>사진의 크기가 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>It ends after {size:,} bytes, before its contents do.</source>
        <translation>내용이 끝나기 전에 {size:,}바이트에서 끊겼습니다.</translation>
    </message>
    <message>
        <source>It ends after {size:,} bytes.</source>
        <translation>{size:,}바이트에서 끊겼습니다.</translation>
    </message>
    <message>
        <source>It has a DOCTYPE, which an annotation needs not and which can do harm.</source>
        <translation>DOCTYPE이 있습니다. 어노테이션에는 필요 없고 해를 끼칠 수 있습니다.</translation>
    </message>
    <message>
        <source>It has more than {limit:,} lists and objects.</source>
        <translation>목록과 객체가 {limit:,}개를 넘습니다.</translation>
    </message>
    <message>
        <source>It has no annotated object.</source>
        <translation>어노테이션된 물체가 없습니다.</translation>
    </message>
    <message>
        <source>It has no annotated picture in its split {split}.</source>
        <translation>분할 {split}에 어노테이션된 사진이 없습니다.</translation>
    </message>
    <message>
        <source>It has no annotated picture.</source>
        <translation>어노테이션된 사진이 없습니다.</translation>
    </message>
    <message>
        <source>It has no object that can be used.</source>
        <translation>쓸 수 있는 물체가 없습니다.</translation>
    </message>
    <message>
        <source>It has no split called {split}.</source>
        <translation>{split} 분할이 없습니다.</translation>
    </message>
    <message>
        <source>It has {size:,} bytes; {limit:,} is the limit.</source>
        <translation>{size:,}바이트입니다. 한도는 {limit:,}바이트입니다.</translation>
    </message>
    <message>
        <source>It holds no instances file of COCO.</source>
        <translation>COCO의 instances 파일이 없습니다.</translation>
    </message>
    <message>
        <source>It holds no parameters, only {found}.</source>
        <translation>매개변수는 없고 이것뿐입니다: {found}.</translation>
    </message>
    <message>
        <source>It holds only the VGG backbone, without the heads that detect.</source>
        <translation>감지하는 헤드 없이 VGG 백본만 들어 있습니다.</translation>
    </message>
    <message>
        <source>It holds several VOC folders: {folders}.</source>
        <translation>VOC 폴더가 여럿 있습니다: {folders}.</translation>
    </message>
    <message>
        <source>It holds {count:,} entries; no SSD has so many.</source>
        <translation>항목이 {count:,}개입니다. 그렇게 많은 SSD는 없습니다.</translation>
    </message>
    <message>
        <source>It is JSON, but not a data set of COCO: it has no list of {missing}.</source>
        <translation>JSON이지만 COCO 데이터 세트가 아닙니다. {missing} 목록이 없습니다.</translation>
    </message>
    <message>
        <source>It is XML, but not a VOC annotation: it begins with &lt;{tag}&gt;.</source>
        <translation>XML이지만 VOC 어노테이션이 아닙니다. &lt;{tag}&gt;로 시작합니다.</translation>
    </message>
    <message>
        <source>It is a TorchScript program, not plain weights. Nothing ran.</source>
        <translation>가중치가 아니라 TorchScript 프로그램입니다. 아무것도 실행하지 않았습니다.</translation>
    </message>
    <message>
        <source>It is a device, not a file.</source>
        <translation>파일이 아니라 장치입니다.</translation>
    </message>
    <message>
        <source>It is a file, not a folder.</source>
        <translation>폴더가 아니라 파일입니다.</translation>
    </message>
    <message>
        <source>It is a folder, not a file.</source>
        <translation>파일이 아니라 폴더입니다.</translation>
    </message>
    <message>
        <source>It is a lufficc/SSD file; its keys differ. It cannot be used yet.</source>
        <translation>lufficc/SSD 파일이며 키가 다릅니다. 아직 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>It is a pipe, not a file.</source>
        <translation>파일이 아니라 파이프입니다.</translation>
    </message>
    <message>
        <source>It is a socket, not a file.</source>
        <translation>파일이 아니라 소켓입니다.</translation>
    </message>
    <message>
        <source>It is a symbolic link, and none is followed out of a run folder.</source>
        <translation>심볼릭 링크입니다. 실행 폴더 밖으로 나가는 링크는 따라가지 않습니다.</translation>
    </message>
    <message>
        <source>It is a torchvision SSD file; its default boxes differ. It cannot be used yet.</source>
        <translation>torchvision SSD 파일이며 디폴트 박스가 다릅니다. 아직 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>It is a zip archive, but PyTorch did not write it.</source>
        <translation>zip 파일이지만 PyTorch가 만든 것이 아닙니다.</translation>
    </message>
    <message>
        <source>It is empty (0 bytes).</source>
        <translation>비어 있습니다(0바이트).</translation>
    </message>
    <message>
        <source>It is in {split} and in {other}.</source>
        <translation>{split}, {other} 두 분할에 모두 있습니다.</translation>
    </message>
    <message>
        <source>It is not a lesson file, or a damaged one.</source>
        <translation>강의 파일이 아니거나 손상된 파일이에요.</translation>
    </message>
    <message>
        <source>It is not a picture of a kind that can be opened: {kinds}.</source>
        <translation>열 수 있는 사진 형식이 아닙니다: {kinds}.</translation>
    </message>
    <message>
        <source>It is not a regular file.</source>
        <translation>일반 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is not a text in TOML.</source>
        <translation>TOML 텍스트가 아니에요.</translation>
    </message>
    <message>
        <source>It is not a video of a kind that can be opened.</source>
        <translation>열 수 있는 비디오 형식이 아닙니다.</translation>
    </message>
    <message>
        <source>It is not a weights file: neither PyTorch (.pth, .pt) nor safetensors.</source>
        <translation>PyTorch(.pth, .pt)도 safetensors도 아니어서 가중치 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is not an SSD300 file: {fitting} of {all} keys fit.</source>
        <translation>SSD300 파일이 아닙니다. 키 {all}개 중 {fitting}개만 맞습니다.</translation>
    </message>
    <message>
        <source>It is not of the format “{form}”.</source>
        <translation>“{form}” 형식이 아닙니다.</translation>
    </message>
    <message>
        <source>It is not text in the encoding {encoding}.</source>
        <translation>{encoding} 인코딩의 텍스트가 아닙니다.</translation>
    </message>
    <message>
        <source>It is not the state of a training run.</source>
        <translation>학습 상태 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>It is not well-formed JSON.</source>
        <translation>올바른 JSON이 아닙니다.</translation>
    </message>
    <message>
        <source>It is not well-formed XML.</source>
        <translation>올바른 XML이 아닙니다.</translation>
    </message>
    <message>
        <source>It is there: {suppressor} overlaps this by {overlap}.</source>
        <translation>이미 있습니다: {suppressor}, 겹침 {overlap}.</translation>
    </message>
    <message>
        <source>It is too large for a thumbnail.</source>
        <translation>축소판을 만들기에는 너무 큽니다.</translation>
    </message>
    <message>
        <source>It lacks {key}: {tally}.</source>
        <translation>{key} 키가 없습니다: {tally}.</translation>
    </message>
    <message>
        <source>It learnt from {before:,} pictures, and there are {now:,} now.</source>
        <translation>사진 {before:,}장으로 학습했는데 지금은 {now:,}장입니다.</translation>
    </message>
    <message>
        <source>It needs more memory than there is.</source>
        <translation>메모리가 모자랍니다.</translation>
    </message>
    <message>
        <source>It says it is {width:,} × {height:,} pixels; {limit:,} in all is the limit.</source>
        <translation>{width:,} × {height:,} 픽셀이라고 적혀 있습니다. 한도는 모두 {limit:,}픽셀입니다.</translation>
    </message>
    <message>
        <source>It was compressed after it was written, which weights files are not.</source>
        <translation>만든 뒤에 압축되었습니다. 가중치 파일은 압축하지 않습니다.</translation>
    </message>
    <message>
        <source>It was unplugged, or another program took it.</source>
        <translation>연결이 끊겼거나 다른 프로그램이 가져갔습니다.</translation>
    </message>
    <message>
        <source>It was unplugged.</source>
        <translation>연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>It would be past top-k with {knob}.</source>
        <translation>{knob}이면 상위 k개에서 밀려납니다.</translation>
    </message>
    <message>
        <source>It would be shown with {knob}.</source>
        <translation>{knob}이면 표시됩니다.</translation>
    </message>
    <message>
        <source>It would be suppressed by NMS with {knob}.</source>
        <translation>{knob}이면 NMS에서 억제됩니다.</translation>
    </message>
    <message>
        <source>It would not be shown with {knob}.</source>
        <translation>{knob}이면 표시되지 않습니다.</translation>
    </message>
    <message>
        <source>It would survive NMS, but be past the cap, with {knob}.</source>
        <translation>{knob}이면 NMS는 통과하지만 최대 개수를 넘습니다.</translation>
    </message>
    <message>
        <source>Its annotation could not be looked for: {reason}.</source>
        <translation>어노테이션을 찾아보지 못했습니다: {reason}.</translation>
    </message>
    <message>
        <source>Its conf.0.weight has {rows:,} rows, which is no number of classes times {per} DBoxes.</source>
        <translation>conf.0.weight의 행이 {rows:,}개인데, 클래스 수 × DBox {per}개로 나누어떨어지지 않습니다.</translation>
    </message>
    <message>
        <source>Its contents are damaged.</source>
        <translation>내용이 손상되었습니다.</translation>
    </message>
    <message>
        <source>Its data are damaged or incomplete.</source>
        <translation>데이터가 손상되었거나 일부가 없습니다.</translation>
    </message>
    <message>
        <source>Its disk is gone.</source>
        <translation>디스크가 사라졌습니다.</translation>
    </message>
    <message>
        <source>Its entry {name} is {kind}, not a tensor under a name.</source>
        <translation>항목 {name}: 이름 붙은 텐서가 아닙니다({kind}).</translation>
    </message>
    <message>
        <source>Its format is “{found}”; this version reads “{known}”.</source>
        <translation>형식이 “{found}”입니다. 이 버전은 “{known}”을 읽습니다.</translation>
    </message>
    <message>
        <source>Its header is damaged.</source>
        <translation>헤더가 손상되었습니다.</translation>
    </message>
    <message>
        <source>Its numbers differ from the preset {preset}, and the file could not say so.</source>
        <translation>수치가 프리셋 {preset}과 다른데, 파일에 그것을 적을 수 없습니다.</translation>
    </message>
    <message>
        <source>Its pictures are {width:,} × {height:,} pixels; {limit:,} a side is the limit.</source>
        <translation>화면이 {width:,} × {height:,} 픽셀입니다. 한 변의 한도는 {limit:,}픽셀입니다.</translation>
    </message>
    <message>
        <source>Its pictures have more than {most:,} pixels a side.</source>
        <translation>화면의 한 변이 {most:,}픽셀을 넘습니다.</translation>
    </message>
    <message>
        <source>Its pixels are {kind} numbers, which have no agreed brightness.</source>
        <translation>픽셀이 {kind} 수인데, 밝기가 정해져 있지 않습니다.</translation>
    </message>
    <message>
        <source>Its random numbers are damaged.</source>
        <translation>난수 상태가 손상되었습니다.</translation>
    </message>
    <message>
        <source>Its score or its box is not a finite number.</source>
        <translation>점수나 박스가 유한한 수가 아닙니다.</translation>
    </message>
    <message>
        <source>Its {folder} could not be listed: {reason}.</source>
        <translation>{folder} 폴더의 목록을 읽지 못했습니다: {reason}.</translation>
    </message>
    <message>
        <source>Its {folder} is a link that leads out of it.</source>
        <translation>{folder} 폴더가 바깥을 가리키는 링크입니다.</translation>
    </message>
    <message>
        <source>Its {key} does not fit this network and optimiser.</source>
        <translation>{key} 값이 이 네트워크와 옵티마이저에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Its {key} holds {kind} numbers; {expected} is expected.</source>
        <translation>{key}에 {kind} 수가 들어 있습니다. {expected}여야 합니다.</translation>
    </message>
    <message>
        <source>Its {key} is not finite.</source>
        <translation>{key} 값이 유한하지 않습니다.</translation>
    </message>
    <message>
        <source>Its {key} is {shape}; {expected} is expected.</source>
        <translation>{key}의 모양이 {shape}입니다. {expected}여야 합니다.</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, GIF, BMP or TIFF</source>
        <translation>JPEG, PNG, WebP, GIF, BMP, TIFF</translation>
    </message>
    <message>
        <source>Leave out --{option}.</source>
        <translation>--{option} 옵션을 빼 주세요.</translation>
    </message>
    <message>
        <source>Loading the bundled weights</source>
        <translation>함께 들어 있는 가중치를 불러오는 중</translation>
    </message>
    <message>
        <source>Loading {name}</source>
        <translation>{name} 불러오는 중</translation>
    </message>
    <message>
        <source>Make it larger, or start fewer.</source>
        <translation>배치를 늘리거나 프로세스를 줄이세요.</translation>
    </message>
    <message>
        <source>NMS overlap {relation} {value}</source>
        <translation>NMS 겹침 {relation} {value}</translation>
    </message>
    <message>
        <source>Name a folder with their classes.</source>
        <translation>같은 클래스가 있는 폴더를 지정해 주세요.</translation>
    </message>
    <message>
        <source>Name either them or folders.</source>
        <translation>도형이나 폴더 중 하나만 지정하세요.</translation>
    </message>
    <message>
        <source>No DBox overlaps this by {threshold}: the best has {overlap}, at level {side}×{side}.</source>
        <translation>겹침이 {threshold} 이상인 DBox가 없습니다. 가장 나은 것이 {side}×{side} 레벨의 {overlap}입니다.</translation>
    </message>
    <message>
        <source>No file can have that name.</source>
        <translation>파일에 쓸 수 없는 이름입니다.</translation>
    </message>
    <message>
        <source>No folder can have that name.</source>
        <translation>폴더에 쓸 수 없는 이름입니다.</translation>
    </message>
    <message>
        <source>No program here shows folders. This one is {path}.</source>
        <translation>폴더를 보여 줄 프로그램이 없습니다. 이 폴더는 {path}입니다.</translation>
    </message>
    <message>
        <source>None of the pictures can be read.</source>
        <translation>읽을 수 있는 사진이 하나도 없습니다.</translation>
    </message>
    <message>
        <source>Not all pictures were looked at.</source>
        <translation>사진을 모두 살펴보지 못했습니다.</translation>
    </message>
    <message>
        <source>Not everything was exported.</source>
        <translation>모두 내보내지 못했습니다.</translation>
    </message>
    <message>
        <source>Not one picture in it can be decoded.</source>
        <translation>해독할 수 있는 화면이 하나도 없습니다.</translation>
    </message>
    <message>
        <source>Object {number} ({name})</source>
        <translation>물체 {number} ({name})</translation>
    </message>
    <message>
        <source>Object {number} has a name that no class can have.</source>
        <translation>물체 {number}: 클래스 이름으로 쓸 수 없는 이름이에요.</translation>
    </message>
    <message>
        <source>Object {number} has no name.</source>
        <translation>물체 {number}: 이름이 없습니다.</translation>
    </message>
    <message>
        <source>Object {number} is of an unknown class, {name}.</source>
        <translation>물체 {number}: 모르는 클래스입니다({name}).</translation>
    </message>
    <message>
        <source>Open one of its folders, or move the pictures to look at into one of their own.</source>
        <translation>그 안의 폴더를 하나 열거나, 볼 사진만 따로 한 폴더에 옮기세요.</translation>
    </message>
    <message>
        <source>Past the cap: {ordinal} of {most}.</source>
        <translation>최대 개수를 넘었습니다: {number}번째, 한도 {most}개.</translation>
    </message>
    <message>
        <source>Past top-k: {ordinal} of {most}.</source>
        <translation>상위 k개에서 밀려났습니다: {number}번째, 한도 {most}개.</translation>
    </message>
    <message>
        <source>Picture {number} has no id or no file_name.</source>
        <translation>사진 {number}: id나 file_name이 없습니다.</translation>
    </message>
    <message>
        <source>Picture {number} has the id {id} of another.</source>
        <translation>사진 {number}: id {id} 값이 다른 사진과 같습니다.</translation>
    </message>
    <message>
        <source>Pictures cannot be written as {kind}.</source>
        <translation>사진을 쓸 수 없는 형식입니다: {kind}.</translation>
    </message>
    <message>
        <source>PyTorch file</source>
        <translation>PyTorch 파일</translation>
    </message>
    <message>
        <source>PyTorch file (before 1.6)</source>
        <translation>PyTorch 파일 (1.6 이전)</translation>
    </message>
    <message>
        <source>PyTorch file (zip)</source>
        <translation>PyTorch 파일 (zip)</translation>
    </message>
    <message>
        <source>Python pickle</source>
        <translation>파이썬 피클</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>기록됨</translation>
    </message>
    <message>
        <source>Resume it, or choose another folder.</source>
        <translation>이어서 하거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>SGD at a steady 0.001 for 50 epochs, 32 pictures a step, validated every 10 epochs, from a VGG16 that knows ImageNet. Wants a GPU, or much patience.</source>
        <translation>ImageNet을 아는 VGG16에서 시작해 SGD 0.001로 50에폭, 반복당 사진 32장, 10에폭마다 검증해요. GPU나 많은 인내심이 필요해요.</translation>
    </message>
    <message>
        <source>Shown as #{number}.</source>
        <translation>#{number} 박스로 표시되었습니다.</translation>
    </message>
    <message>
        <source>Soft-NMS lowered its score from {score} to {final}, most because of {suppressor} at overlap {overlap}: not above {threshold}.</source>
        <translation>소프트 NMS가 점수를 {score}에서 {final}까지 낮췄습니다. 주로 {suppressor} 때문입니다(겹침 {overlap}). {threshold}보다 크지 않습니다.</translation>
    </message>
    <message>
        <source>Something unexpected happened: {what}.</source>
        <translation>예기치 않은 일이 생겼습니다: {what}.</translation>
    </message>
    <message>
        <source>Start them with torchrun.</source>
        <translation>torchrun으로 시작하세요.</translation>
    </message>
    <message>
        <source>Suppressed by {suppressor} at IoU less distance {overlap} &gt; {threshold}.</source>
        <translation>{suppressor}에 억제되었습니다: 거리를 뺀 IoU {overlap} &gt; {threshold}.</translation>
    </message>
    <message>
        <source>Suppressed by {suppressor} at overlap {overlap} &gt; {threshold}.</source>
        <translation>{suppressor}에 억제되었습니다: 겹침 {overlap} &gt; {threshold}.</translation>
    </message>
    <message>
        <source>Suppressed by {suppressor}, itself past the cap, at overlap {overlap} &gt; {threshold}.</source>
        <translation>최대 개수를 넘은 {suppressor}에 억제되었습니다: 겹침 {overlap} &gt; {threshold}.</translation>
    </message>
    <message>
        <source>The background is never shown.</source>
        <translation>배경은 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>The best candidate here is not a finite number.</source>
        <translation>이곳의 가장 좋은 후보가 유한한 수가 아닙니다.</translation>
    </message>
    <message>
        <source>The best candidate here moved away: as {suppressor} it overlaps this by {overlap}.</source>
        <translation>이곳의 가장 좋은 후보가 옮겨 갔습니다: {suppressor}, 겹침 {overlap}.</translation>
    </message>
    <message>
        <source>The best candidate here scored {score} for {name}: below confidence {threshold}.</source>
        <translation>이곳의 가장 좋은 {name} 후보는 점수 {score}, 신뢰도 {threshold} 미달입니다.</translation>
    </message>
    <message>
        <source>The best candidate here scored {score} for {name}: past the cap, {ordinal} of {most}.</source>
        <translation>이곳의 가장 좋은 {name} 후보는 점수 {score}, 최대 개수를 넘었습니다: {number}번째, 한도 {most}개.</translation>
    </message>
    <message>
        <source>The best candidate here scored {score} for {name}: past top-k, {ordinal} of {most}.</source>
        <translation>이곳의 가장 좋은 {name} 후보는 점수 {score}, 상위 k개에서 밀려났습니다: {number}번째, 한도 {most}개.</translation>
    </message>
    <message>
        <source>The best candidate here scored {threshold} for {name} exactly: it must be above.</source>
        <translation>이곳의 가장 좋은 {name} 후보는 점수가 {threshold}와 똑같습니다. 더 커야 합니다.</translation>
    </message>
    <message>
        <source>The book&apos;s recipe</source>
        <translation>책의 레시피</translation>
    </message>
    <message>
        <source>The bundled weights are missing from this installation.</source>
        <translation>설치된 프로그램에 기본 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>The camera is gone.</source>
        <translation>카메라가 사라졌습니다.</translation>
    </message>
    <message>
        <source>The class {name} is not looked for.</source>
        <translation>{name} 클래스는 찾지 않습니다.</translation>
    </message>
    <message>
        <source>The folder {name} could not be made.</source>
        <translation>{name} 폴더를 만들지 못했습니다.</translation>
    </message>
    <message>
        <source>The lesson could not be computed.</source>
        <translation>강의를 계산하지 못했어요.</translation>
    </message>
    <message>
        <source>The lesson file holds values that make no sense.</source>
        <translation>강의 파일에 알 수 없는 값이 있어요.</translation>
    </message>
    <message>
        <source>The loss was no longer finite after step {step}, on {pictures}.</source>
        <translation>{step}단계 뒤 {pictures}에서 손실이 유한한 값이 아니게 되었습니다.</translation>
    </message>
    <message>
        <source>The moving picture had to be stopped.</source>
        <translation>영상을 멈춰야 했습니다.</translation>
    </message>
    <message>
        <source>The network could not look at {name}.</source>
        <translation>네트워크가 {name} 사진을 살펴보지 못했습니다.</translation>
    </message>
    <message>
        <source>The network of B could not look at {name}.</source>
        <translation>B의 네트워크가 {name} 사진을 살펴보지 못했습니다.</translation>
    </message>
    <message>
        <source>The numbers shown before stay.</source>
        <translation>앞서 보이던 숫자는 그대로예요.</translation>
    </message>
    <message>
        <source>The picture was not painted.</source>
        <translation>사진에 그리지 못했습니다.</translation>
    </message>
    <message>
        <source>The pictures could not be checked.</source>
        <translation>사진을 확인하지 못했어요.</translation>
    </message>
    <message>
        <source>The probe could not be shown.</source>
        <translation>프로브를 보여 주지 못했습니다.</translation>
    </message>
    <message>
        <source>The probes that belong to it are missing.</source>
        <translation>여기에 딸린 프로브가 없습니다.</translation>
    </message>
    <message>
        <source>The processes of this run do not find one another.</source>
        <translation>이 실행의 프로세스들이 서로를 찾지 못합니다.</translation>
    </message>
    <message>
        <source>The run has ended.</source>
        <translation>실행이 끝났습니다.</translation>
    </message>
    <message>
        <source>The run was broken off.</source>
        <translation>학습이 중단됐어요.</translation>
    </message>
    <message>
        <source>The run was broken off: a picture could not be loaded.</source>
        <translation>학습이 중단됐어요. 사진 한 장을 불러오지 못했어요.</translation>
    </message>
    <message>
        <source>The small network from nothing in ten minutes: Muon, a rate that warms up and falls, and a moving average of the weights. Wants thousands of pictures, or generated shapes.</source>
        <translation>작은 네트워크를 10분 만에 처음부터 학습해요. Muon, 올랐다가 내려가는 학습률, 가중치의 이동 평균을 써요. 사진 수천 장이나 생성한 도형이 필요해요.</translation>
    </message>
    <message>
        <source>The small network from weights that already detect something: keeps what they see, and learns your classes. Works with a few hundred pictures.</source>
        <translation>이미 무언가를 감지하는 가중치에서 작은 네트워크를 시작해요. 아는 것은 지키면서 새 클래스를 배워요. 사진 몇백 장이면 돼요.</translation>
    </message>
    <message>
        <source>The system says: {reason}.</source>
        <translation>시스템의 말: {reason}.</translation>
    </message>
    <message>
        <source>The {part} in its header cannot be right: {why}.</source>
        <translation>헤더의 {part} 부분이 잘못되었습니다: {why}.</translation>
    </message>
    <message>
        <source>There are no pictures in it, only sound.</source>
        <translation>화면 없이 소리만 들어 있습니다.</translation>
    </message>
    <message>
        <source>There are {count:,} classes.</source>
        <translation>클래스가 {count:,}개예요.</translation>
    </message>
    <message>
        <source>There is no device {missing} here: {used} is used.</source>
        <translation>여기에는 {missing} 장치가 없어 {used} 장치를 씁니다.</translation>
    </message>
    <message>
        <source>There is no picture {name} in {folder}.</source>
        <translation>{folder} 폴더에 {name} 사진이 없습니다.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>그런 파일이 없습니다.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>그런 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>These weights do not look for the shapes in generated scenes.</source>
        <translation>이 가중치는 생성된 장면의 도형을 찾지 않습니다.</translation>
    </message>
    <message>
        <source>This program has no such lesson.</source>
        <translation>이 프로그램에는 그 강의가 없어요.</translation>
    </message>
    <message>
        <source>This run cannot start: {reason}.</source>
        <translation>학습을 시작할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>To open it, Python code inside the file would have to run ({code}). That is never done. Nothing ran.</source>
        <translation>열려면 파일 안의 파이썬 코드({code})를 실행해야 합니다. 그런 일은 하지 않습니다. 아무것도 실행하지 않았습니다.</translation>
    </message>
    <message>
        <source>TorchScript archive</source>
        <translation>TorchScript 파일</translation>
    </message>
    <message>
        <source>Training stopped: the loss is no longer finite.</source>
        <translation>학습을 멈췄어요. 손실이 유한한 값이 아니에요.</translation>
    </message>
    <message>
        <source>What it saw is over.</source>
        <translation>지나간 장면은 다시 볼 수 없습니다.</translation>
    </message>
    <message>
        <source>What was saved before stays; try a smaller --learning-rate.</source>
        <translation>이전에 저장한 것은 그대로 있습니다. 더 작은 --learning-rate를 써 보세요.</translation>
    </message>
    <message>
        <source>You may not read it.</source>
        <translation>읽을 권한이 없습니다.</translation>
    </message>
    <message>
        <source>a Python {type}</source>
        <translation>파이썬 {type}</translation>
    </message>
    <message>
        <source>a file without a suffix</source>
        <translation>확장자 없는 파일</translation>
    </message>
    <message>
        <source>a header of {size:,} bytes; {limit:,} is the limit</source>
        <translation>헤더가 {size:,}바이트, 한도는 {limit:,}바이트</translation>
    </message>
    <message>
        <source>a name that ends in {suffixes}</source>
        <translation>다음으로 끝나는 이름: {suffixes}</translation>
    </message>
    <message>
        <source>a new run that starts from its last weights</source>
        <translation>마지막 가중치에서 새로 학습을 시작하세요</translation>
    </message>
    <message>
        <source>a single number</source>
        <translation>수 하나</translation>
    </message>
    <message>
        <source>a smaller copy of the picture</source>
        <translation>더 작은 사본으로 해 보세요</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>add &lt;size&gt; to the annotation</source>
        <translation>어노테이션에 &lt;size&gt;를 넣으세요</translation>
    </message>
    <message>
        <source>an empty table</source>
        <translation>빈 표</translation>
    </message>
    <message>
        <source>another file, or the CPU; copy this to report it</source>
        <translation>다른 파일이나 CPU로 해 보세요. 알리려면 이 내용을 복사하세요</translation>
    </message>
    <message>
        <source>another folder or another disk</source>
        <translation>다른 폴더나 다른 디스크에 해 보세요</translation>
    </message>
    <message>
        <source>another folder, or wait</source>
        <translation>다른 폴더를 쓰거나 기다리세요</translation>
    </message>
    <message>
        <source>another kind of file, e.g. .png</source>
        <translation>.png 같은 다른 형식으로 해 보세요</translation>
    </message>
    <message>
        <source>ask for a file that holds only a state_dict, or for safetensors</source>
        <translation>state_dict만 담긴 파일이나 safetensors를 구하세요</translation>
    </message>
    <message>
        <source>at most {value} detections</source>
        <translation>검출 최대 {value}개</translation>
    </message>
    <message>
        <source>check that it is the annotation of one picture</source>
        <translation>사진 한 장의 어노테이션인지 확인하세요</translation>
    </message>
    <message>
        <source>check that it is there and that you may read it</source>
        <translation>있는지, 읽을 수 있는지 확인하세요</translation>
    </message>
    <message>
        <source>check that its disk is there</source>
        <translation>디스크가 연결되어 있는지 확인하세요</translation>
    </message>
    <message>
        <source>check that its pictures lie beside it or in the folder above</source>
        <translation>사진이 옆이나 위 폴더에 있는지 확인하세요</translation>
    </message>
    <message>
        <source>check that you may read it and that its disk is there</source>
        <translation>읽을 수 있는지, 디스크가 연결되어 있는지 확인하세요</translation>
    </message>
    <message>
        <source>check that you may read the folder</source>
        <translation>폴더를 읽을 권한이 있는지 확인하세요</translation>
    </message>
    <message>
        <source>check the data again</source>
        <translation>데이터를 다시 확인해 보세요</translation>
    </message>
    <message>
        <source>check the folder, or choose another split</source>
        <translation>폴더를 확인하거나 다른 분할을 고르세요</translation>
    </message>
    <message>
        <source>check whether it was moved or renamed</source>
        <translation>옮기거나 이름을 바꾸었는지 확인하세요</translation>
    </message>
    <message>
        <source>choose a .pth, .pt or .safetensors file</source>
        <translation>.pth, .pt, .safetensors 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose a file</source>
        <translation>파일을 고르세요</translation>
    </message>
    <message>
        <source>choose a file that was saved from a network&apos;s state_dict()</source>
        <translation>네트워크의 state_dict()로 저장한 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose a smaller file</source>
        <translation>더 작은 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>다른 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose another split, &quot;train&quot; or &quot;val&quot;</source>
        <translation>다른 분할이나 &quot;train&quot;, &quot;val&quot;을 고르세요</translation>
    </message>
    <message>
        <source>choose one of them</source>
        <translation>그중 하나를 고르세요</translation>
    </message>
    <message>
        <source>choose the folder above annotations, or the JSON file itself</source>
        <translation>annotations의 위 폴더나 JSON 파일을 고르세요</translation>
    </message>
    <message>
        <source>It says that the picture is {stated}, but it is {size} pixels, and its boxes fit into that alone: so they are read.</source>
        <translation>사진이 {stated} 픽셀이라고 하지만 실제로는 {size} 픽셀이고, 박스는 여기에만 맞아요. 그래서 실제 크기로 읽어요.</translation>
    </message>
    <message>
        <source>It is not a folder in VOC layout: it has no folder Annotations with an XML file for each picture, beside JPEGImages with the pictures.</source>
        <translation>VOC 구조의 폴더가 아닙니다. 사진마다 XML 파일이 있는 Annotations 폴더가 없습니다. 사진은 그 옆의 JPEGImages에 있어야 합니다.</translation>
    </message>
    <message>
        <source>It says that the picture is {stated}, but it is {size} pixels. Its boxes are read as of a picture that was resized.</source>
        <translation>사진이 {stated} 픽셀이라고 하지만 실제로는 {size} 픽셀이에요. 나중에 크기를 바꾼 사진으로 보고 박스를 읽어요.</translation>
    </message>
    <message>
        <source>None in the pictures is of these classes: {names}.</source>
        <translation>사진에 이 클래스의 물체가 하나도 없어요: {names}.</translation>
    </message>
    <message>
        <source>Step {step}, {pictures}. What was saved before stays. A smaller learning rate may help.</source>
        <translation>{step}번째 반복, {pictures}. 앞서 저장한 것은 남아 있어요. 학습률을 낮추면 나아질 수 있어요.</translation>
    </message>
    <message>
        <source>The folder of one has a {file} in it.</source>
        <translation>학습 폴더 안에는 {file} 파일이 있어요.</translation>
    </message>
    <message>
        <source>There is no object to be found.</source>
        <translation>찾을 물체가 없어요.</translation>
    </message>
    <message>
        <source>choose the folder that holds Annotations and JPEGImages</source>
        <translation>Annotations와 JPEGImages가 있는 폴더를 고르세요</translation>
    </message>
    <message>
        <source>choose the weights of a whole SSD300, or train one from it</source>
        <translation>SSD300 전체의 가중치를 고르거나, 이것으로 학습해 만드세요</translation>
    </message>
    <message>
        <source>choose the weights of an SSD</source>
        <translation>SSD의 가중치를 고르세요</translation>
    </message>
    <message>
        <source>choose weights of an SSD300</source>
        <translation>SSD300의 가중치를 고르세요</translation>
    </message>
    <message>
        <source>choose weights of an SSD300, or the file that belongs to this network</source>
        <translation>SSD300의 가중치나 이 네트워크에 맞는 파일을 고르세요</translation>
    </message>
    <message>
        <source>choose weights of an SSD300: this program&apos;s own, or ssd.pytorch&apos;s</source>
        <translation>이 프로그램이나 ssd.pytorch의 SSD300 가중치를 고르세요</translation>
    </message>
    <message>
        <source>class list</source>
        <translation>클래스 목록</translation>
    </message>
    <message>
        <source>close other programs that use it, allow this one to use cameras, plug it in again</source>
        <translation>쓰고 있는 다른 프로그램을 닫고, 카메라 사용을 허용하고, 다시 연결해 보세요</translation>
    </message>
    <message>
        <source>confidence {relation} {value}</source>
        <translation>신뢰도 {relation} {value}</translation>
    </message>
    <message>
        <source>copy it again from the camera or the cloud folder</source>
        <translation>카메라나 클라우드 폴더에서 다시 복사하세요</translation>
    </message>
    <message>
        <source>copy it again from where it came from</source>
        <translation>가져온 곳에서 다시 복사하세요</translation>
    </message>
    <message>
        <source>copy it again, or open it elsewhere and save it as JPEG or PNG</source>
        <translation>다시 복사하거나, 다른 곳에서 열어 JPEG나 PNG로 저장하세요</translation>
    </message>
    <message>
        <source>copy or download it again</source>
        <translation>다시 복사하거나 내려받으세요</translation>
    </message>
    <message>
        <source>copy the file that it points at into the folder</source>
        <translation>링크가 가리키는 파일을 폴더에 복사하세요</translation>
    </message>
    <message>
        <source>copy the files into the folder</source>
        <translation>파일을 폴더 안으로 복사하세요</translation>
    </message>
    <message>
        <source>copy the run&apos;s folder again</source>
        <translation>학습 폴더를 다시 복사하세요</translation>
    </message>
    <message>
        <source>copy the run&apos;s folder again, or start a new run from its last.safetensors</source>
        <translation>학습 폴더를 다시 복사하거나, 그 안의 last.safetensors에서 새 학습을 시작하세요</translation>
    </message>
    <message>
        <source>delete the DOCTYPE if you trust the file</source>
        <translation>믿을 수 있는 파일이면 DOCTYPE을 지우세요</translation>
    </message>
    <message>
        <source>export it again</source>
        <translation>다시 내보내세요</translation>
    </message>
    <message>
        <source>export the annotations as COCO instances</source>
        <translation>어노테이션을 COCO instances로 내보내세요</translation>
    </message>
    <message>
        <source>export the annotations as PASCAL VOC</source>
        <translation>어노테이션을 PASCAL VOC로 내보내세요</translation>
    </message>
    <message>
        <source>facts are text of at most {most:,} characters</source>
        <translation>사실은 {most:,}자 이하의 글이어야 합니다</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>끝났어요</translation>
    </message>
    <message>
        <source>finished: it got no better</source>
        <translation>끝났어요. 더 나아지지 않았어요</translation>
    </message>
    <message>
        <source>given up: the loss was not finite</source>
        <translation>포기했어요. 손실이 유한하지 않았어요</translation>
    </message>
    <message>
        <source>if weights are packed inside, unpack them and choose the .pth file</source>
        <translation>안에 가중치가 들어 있다면 풀어서 .pth 파일을 고르세요</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>JSON이 아닙니다</translation>
    </message>
    <message>
        <source>it must be a table of at most {most} facts</source>
        <translation>사실이 {most}개 이하인 표여야 합니다</translation>
    </message>
    <message>
        <source>it must give size, mean and std</source>
        <translation>size, mean, std가 있어야 합니다</translation>
    </message>
    <message>
        <source>it must hold 1 to {most:,} names</source>
        <translation>이름이 1~{most:,}개여야 합니다</translation>
    </message>
    <message>
        <source>its first keys are {keys}</source>
        <translation>처음 키: {keys}</translation>
    </message>
    <message>
        <source>left out, cannot be read: {pictures}</source>
        <translation>읽을 수 없어 뺀 사진: {pictures}</translation>
    </message>
    <message>
        <source>mAP {score}</source>
        <translation>mAP {score}</translation>
    </message>
    <message>
        <source>make it smaller in a picture editor, if it is what it says</source>
        <translation>정말 그 크기라면 사진 편집기에서 줄이세요</translation>
    </message>
    <message>
        <source>names are text of 1 to {most} printable characters</source>
        <translation>이름은 인쇄할 수 있는 글자 1~{most}자여야 합니다</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>열어 보세요</translation>
    </message>
    <message>
        <source>open it where it was made and save it as JPEG or PNG</source>
        <translation>만든 프로그램에서 열어 JPEG나 PNG로 저장하세요</translation>
    </message>
    <message>
        <source>open it with PyTorch and save it again</source>
        <translation>PyTorch로 열어 다시 저장하세요</translation>
    </message>
    <message>
        <source>open it with the version that wrote it</source>
        <translation>이 파일을 쓴 버전으로 여세요</translation>
    </message>
    <message>
        <source>open it with the version that wrote it, or a newer one</source>
        <translation>쓴 버전이나 더 새로운 버전으로 여세요</translation>
    </message>
    <message>
        <source>play it elsewhere to see whether it is whole, or save it as MP4</source>
        <translation>다른 곳에서 재생해 온전한지 보거나 MP4로 저장하세요</translation>
    </message>
    <message>
        <source>plug it in again and start it anew</source>
        <translation>다시 연결하고 새로 시작하세요</translation>
    </message>
    <message>
        <source>preprocessing</source>
        <translation>전처리</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>프리셋</translation>
    </message>
    <message>
        <source>provenance</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>resume it with the version that wrote it</source>
        <translation>쓴 버전으로 이어서 하세요</translation>
    </message>
    <message>
        <source>resume the run from its last state with a smaller learning rate</source>
        <translation>더 작은 학습률로 마지막 상태에서 이어서 하세요</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>이어서 시작했어요</translation>
    </message>
    <message>
        <source>save it as UTF-8</source>
        <translation>UTF-8로 저장하세요</translation>
    </message>
    <message>
        <source>save it with 8 or 16 bits a channel</source>
        <translation>채널당 8비트나 16비트로 저장하세요</translation>
    </message>
    <message>
        <source>save the weights as plain float32 or float16 tensors</source>
        <translation>가중치를 평범한 float32나 float16 텐서로 저장하세요</translation>
    </message>
    <message>
        <source>saved {name}</source>
        <translation>{name} 저장</translation>
    </message>
    <message>
        <source>scene {number}</source>
        <translation>장면 {number}</translation>
    </message>
    <message>
        <source>split it into several files</source>
        <translation>여러 파일로 나누세요</translation>
    </message>
    <message>
        <source>ssd-core preflight tells why.</source>
        <translation>이유는 ssd-core preflight로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>멈췄어요</translation>
    </message>
    <message>
        <source>the data stop before the end of the picture, after {size:,} bytes</source>
        <translation>데이터가 사진이 끝나기 전 {size:,}바이트에서 끊겼습니다</translation>
    </message>
    <message>
        <source>the decoder gave up on the data</source>
        <translation>디코더가 데이터를 해독하지 못했습니다</translation>
    </message>
    <message>
        <source>the encoder gave no data</source>
        <translation>인코더가 데이터를 내놓지 않았습니다</translation>
    </message>
    <message>
        <source>the header is not a table of tensors</source>
        <translation>헤더가 텐서 표가 아닙니다</translation>
    </message>
    <message>
        <source>the header&apos;s metadata are not all strings</source>
        <translation>헤더의 메타데이터가 모두 문자열은 아닙니다</translation>
    </message>
    <message>
        <source>the pickle asks for {code}</source>
        <translation>피클이 요구한 것: {code}</translation>
    </message>
    <message>
        <source>the training that made it diverged: take an earlier checkpoint</source>
        <translation>학습이 발산했습니다. 더 이른 체크포인트를 쓰세요</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>없습니다</translation>
    </message>
    <message>
        <source>top-k {relation} {value}</source>
        <translation>상위 k {relation} {value}</translation>
    </message>
    <message>
        <source>two classes have the same name</source>
        <translation>두 클래스의 이름이 같습니다</translation>
    </message>
    <message>
        <source>under {high:g} px</source>
        <translation>{high:g} px 미만</translation>
    </message>
    <message>
        <source>under {kind}</source>
        <translation>이름이 {kind}인 것</translation>
    </message>
    <message>
        <source>unknown; the first bytes are {bytes}</source>
        <translation>알 수 없음, 처음 바이트: {bytes}</translation>
    </message>
    <message>
        <source>update this program</source>
        <translation>이 프로그램을 업데이트하세요</translation>
    </message>
    <message>
        <source>use this program&apos;s own weights, or ssd.pytorch&apos;s</source>
        <translation>이 프로그램이나 ssd.pytorch의 가중치를 쓰세요</translation>
    </message>
    <message>
        <source>val {loss} · mAP {score}</source>
        <translation>검증 {loss} · mAP {score}</translation>
    </message>
    <message>
        <source>video</source>
        <translation>비디오</translation>
    </message>
    <message>
        <source>weights loaded in {seconds} s</source>
        <translation>가중치를 {seconds}초 만에 불러옴</translation>
    </message>
    <message>
        <source>went back by {lost} steps: not finite on {pictures}</source>
        <translation>반복 {lost}번만큼 되돌아갔어요. 유한하지 않은 사진: {pictures}</translation>
    </message>
    <message>
        <source>write the file again with this program</source>
        <translation>이 프로그램으로 파일을 다시 쓰세요</translation>
    </message>
    <message>
        <source>write weights of an unchanged preset</source>
        <translation>바꾸지 않은 프리셋의 가중치를 쓰세요</translation>
    </message>
    <message>
        <source>zip archive</source>
        <translation>zip 파일</translation>
    </message>
    <message>
        <source>{bad:,} of the {all:,} values of {key} are NaN or infinite.</source>
        <translation>{key}의 값 {all:,}개 중 {bad:,}개가 NaN이거나 무한대입니다.</translation>
    </message>
    <message>
        <source>{count} of its objects are there twice: same class, same box.</source>
        <translation>물체 {count}개가 두 번씩 있습니다: 같은 클래스, 같은 박스.</translation>
    </message>
    <message>
        <source>{done} of {total} pictures looked at in {time}. Detections: {found}.</source>
        <translation>사진 {total}장 중 {done}장을 {time} 만에 살펴보았습니다. 검출: {found}개.</translation>
    </message>
    <message>
        <source>{finding} It is clipped.</source>
        <translation>{finding} 사진 안으로 잘랐습니다.</translation>
    </message>
    <message>
        <source>{finding} It is left out.</source>
        <translation>{finding} 제외했습니다.</translation>
    </message>
    <message>
        <source>{finding} They are put right.</source>
        <translation>{finding} 바로잡았습니다.</translation>
    </message>
    <message>
        <source>{fitting} of {all} keys fit {preset}</source>
        <translation>{preset} 키 {all}개 중 {fitting}개가 맞습니다</translation>
    </message>
    <message>
        <source>{item}: {detail}</source>
        <translation>{item}: {detail}</translation>
    </message>
    <message>
        <source>{kind} by its first bytes</source>
        <translation>처음 바이트로 보아 {kind}</translation>
    </message>
    <message>
        <source>{kind} by its first bytes, {width} × {height}</source>
        <translation>처음 바이트로 보아 {kind}, {width} × {height}</translation>
    </message>
    <message>
        <source>{low:g} px and more</source>
        <translation>{low:g} px 이상</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}분 {seconds}초</translation>
    </message>
    <message>
        <source>{name} already holds a run.</source>
        <translation>{name} 폴더에 이미 학습이 있습니다.</translation>
    </message>
    <message>
        <source>{name} among the classes</source>
        <translation>{name} 클래스를 포함한 설정</translation>
    </message>
    <message>
        <source>{name} cannot be played.</source>
        <translation>{name} 파일을 재생할 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be resumed.</source>
        <translation>{name} 학습을 이어서 할 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be wound back.</source>
        <translation>{name} 카메라는 되감을 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} could not be looked at.</source>
        <translation>{name} 사진을 살펴보지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} could not be opened.</source>
        <translation>{name} 폴더를 열지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} could not be read.</source>
        <translation>{name} 파일을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} could not be saved.</source>
        <translation>{name}을(를) 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>{name} could not be started.</source>
        <translation>{name} 카메라를 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation>{name} 파일을 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} has no annotation.</source>
        <translation>{name}: 어노테이션이 없습니다.</translation>
    </message>
    <message>
        <source>{name} has no picture.</source>
        <translation>{name}: 사진이 없습니다.</translation>
    </message>
    <message>
        <source>{name} holds more than {most:,} pictures.</source>
        <translation>{name} 폴더에 사진이 {most:,}장 넘게 있습니다.</translation>
    </message>
    <message>
        <source>{name} holds no training run.</source>
        <translation>{name} 안에는 학습이 없어요.</translation>
    </message>
    <message>
        <source>{name} is in use.</source>
        <translation>{name} 폴더가 사용 중입니다.</translation>
    </message>
    <message>
        <source>{name} must be three numbers from {low:g} to 255</source>
        <translation>{name}: {low:g}에서 255까지의 수 셋이어야 합니다</translation>
    </message>
    <message>
        <source>{name} sends no more pictures.</source>
        <translation>{name} 카메라에서 더는 화면이 오지 않습니다.</translation>
    </message>
    <message>
        <source>{name} was not loaded.</source>
        <translation>{name} 파일을 불러오지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} was not written.</source>
        <translation>{name} 파일을 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>{name} was stopped.</source>
        <translation>{name} 카메라를 멈췄습니다.</translation>
    </message>
    <message>
        <source>{objects:,} in one picture</source>
        <translation>사진 한 장에 {objects:,}개</translation>
    </message>
    <message>
        <source>{objects:,} in {pictures:,} pictures</source>
        <translation>사진 {pictures:,}장에 {objects:,}개</translation>
    </message>
    <message>
        <source>{objects:,}, a DBox fits {matched:,}</source>
        <translation>{objects:,}개, DBox가 맞는 것 {matched:,}개</translation>
    </message>
    <message>
        <source>{object} has its corners swapped.</source>
        <translation>{object}: 모서리가 뒤바뀌었습니다.</translation>
    </message>
    <message>
        <source>{object} has no area inside of the picture.</source>
        <translation>{object}: 사진 안에 넓이가 없습니다.</translation>
    </message>
    <message>
        <source>{object} has no box of four numbers.</source>
        <translation>{object}: 수 넷으로 된 박스가 없습니다.</translation>
    </message>
    <message>
        <source>{object} reaches outside of the picture.</source>
        <translation>{object}: 사진 밖으로 나갑니다.</translation>
    </message>
    <message>
        <source>{pictures:,} pictures with {objects:,} objects of {classes} classes; {matched:,} objects have a DBox that fits, {forced:,} with forcing; {findings:,} findings.</source>
        <translation>사진 {pictures:,}장, 물체 {objects:,}개, 클래스 {classes}개. 맞는 DBox가 있는 물체 {matched:,}개, 강제로 짝지으면 {forced:,}개. 문제 {findings:,}건.</translation>
    </message>
    <message>
        <source>{preset} has no {key}, which the file holds.</source>
        <translation>파일에 있는 {key} 키가 {preset}에는 없습니다.</translation>
    </message>
    <message>
        <source>{preset} takes pictures of {size} pixels a side</source>
        <translation>{preset}의 입력은 한 변이 {size}픽셀인 사진입니다</translation>
    </message>
    <message>
        <source>{reason} ({error})</source>
        <translation>{reason} ({error})</translation>
    </message>
    <message>
        <source>{reason} {name} stays.</source>
        <translation>{reason} 지금 사진({name})은 그대로입니다.</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{suppressor} took it: soft-NMS lowered the best candidate here from {score} to {final}.</source>
        <translation>{suppressor}에 밀렸습니다: 소프트 NMS가 이곳의 가장 좋은 후보를 {score}에서 {final}까지 낮췄습니다.</translation>
    </message>
    <message>
        <source>{suppressor} took it: the best candidate here, {score}, overlaps that by {overlap} &gt; {limit}.</source>
        <translation>{suppressor}에 밀렸습니다: 이곳의 가장 좋은 후보({score})와의 겹침 {overlap} &gt; {limit}.</translation>
    </message>
    <message>
        <source>{tally}; the file holds {count}</source>
        <translation>{tally}. 파일에는 {count}개가 있습니다</translation>
    </message>
    <message>
        <source>“{found}” is not one of {known}</source>
        <translation>“{found}”: 다음 중 하나가 아닙니다: {known}</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>파일 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>changes apply at once</source>
        <translation>바꾸면 바로 적용됩니다</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>언어와 모양</translation>
    </message>
    <message>
        <source>Device and start</source>
        <translation>장치와 시작</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>지난 세션</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>nothing moves by itself</source>
        <translation>스스로 움직이는 것이 없습니다</translation>
    </message>
    <message>
        <source>Open the last session at start</source>
        <translation>시작할 때 지난 세션 열기</translation>
    </message>
    <message>
        <source>opens at start: files, weights and thresholds</source>
        <translation>시작할 때 파일, 가중치, 임곗값을 다시 엽니다</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Clear the recent files</source>
        <translation>최근 파일 지우기</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>로그 폴더 열기</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Shifted</name>
    <message>
        <source>Shifted</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>by four offsets</source>
        <translation>오프셋 네 개만큼</translation>
    </message>
    <message>
        <source>BBox</source>
        <translation>BBox</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>거르기</translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation>단축키 거르기</translation>
    </message>
    <message>
        <source>Letters alone act while no field has the keyboard. Every command is also in the palette: Ctrl+K.</source>
        <translation>글자만 누르는 단축키는 입력란에 커서가 없을 때 듣습니다. 모든 명령은 팔레트(Ctrl+K)에도 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n shortcut(s)</source>
        <translation>
            <numerusform>단축키 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Video and camera</source>
        <translation>비디오와 카메라</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>감지</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>배우기</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>All of them on one sheet</source>
        <translation>한 장에 모두 보기</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Stop asking</source>
        <translation>그만 묻기</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>강의</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>코드 보기</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>What learners ask</source>
        <translation>배우는 사람들의 질문</translation>
    </message>
</context>
<context>
    <name>SidesSection</name>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>맞바꾸기</translation>
    </message>
    <message>
        <source>Let A and B change places</source>
        <translation>A와 B 자리 바꾸기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Back to one detector</source>
        <translation>감지기 하나로 돌아가기</translation>
    </message>
    <message>
        <source>Choose B</source>
        <translation>B 고르기</translation>
    </message>
    <message>
        <source>What A is compared with</source>
        <translation>A와 비교할 것</translation>
    </message>
    <message>
        <source>Same thresholds for A and B</source>
        <translation>A와 B에 같은 임곗값</translation>
    </message>
    <message>
        <source>Confidence of B</source>
        <translation>B의 신뢰도</translation>
    </message>
    <message>
        <source>NMS overlap of B</source>
        <translation>B의 NMS 겹침</translation>
    </message>
    <message>
        <source>Confidence threshold of B</source>
        <translation>B의 신뢰도 임곗값</translation>
    </message>
    <message>
        <source>NMS overlap threshold of B</source>
        <translation>B의 NMS 겹침 임곗값</translation>
    </message>
    <message>
        <source>Same weights, other thresholds</source>
        <translation>같은 가중치, 다른 임곗값</translation>
    </message>
    <message>
        <source>Other weights…</source>
        <translation>다른 가중치…</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>클래스 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>same thresholds: {confidence}, overlap {overlap}</source>
        <translation>같은 임곗값: {confidence}, 겹침 {overlap}</translation>
    </message>
    <message>
        <source>own thresholds; A has {confidence}, overlap {overlap}</source>
        <translation>따로 정한 임곗값, A는 {confidence}, 겹침 {overlap}</translation>
    </message>
</context>
<context>
    <name>SmallCard</name>
    <message>
        <source>What is shown: {name}</source>
        <translation>보이는 것: {name}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Pixel under the cursor</source>
        <translation>커서 아래 픽셀</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>사진 크기</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>StepTools</name>
    <message>
        <source>Trained</source>
        <translation>학습됨</translation>
    </message>
    <message>
        <source>Start from trained weights</source>
        <translation>학습된 가중치에서 시작</translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>학습 전</translation>
    </message>
    <message>
        <source>Start from He initialisation</source>
        <translation>He 초기화에서 시작</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>새 배치</translation>
    </message>
    <message>
        <source>Take this step, and look at the next one</source>
        <translation>이 걸음을 내딛고 다음 걸음 보기</translation>
    </message>
</context>
<context>
    <name>ThresholdHabits</name>
    <message>
        <source>Confidence</source>
        <translation>신뢰도</translation>
    </message>
    <message>
        <source>A box needs a score above it</source>
        <translation>박스의 점수가 이 값보다 커야 합니다</translation>
    </message>
    <message>
        <source>score threshold</source>
        <translation>점수 임곗값</translation>
    </message>
    <message>
        <source>NMS overlap</source>
        <translation>NMS 겹침</translation>
    </message>
    <message>
        <source>More overlap with a better box, and NMS drops a box</source>
        <translation>더 좋은 박스와 이보다 많이 겹치면 NMS가 버립니다</translation>
    </message>
    <message>
        <source>IoU threshold</source>
        <translation>IoU 임곗값</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>상위 k개</translation>
    </message>
    <message>
        <source>Candidates a class that enter NMS</source>
        <translation>NMS에 들어가는 클래스당 후보 수</translation>
    </message>
    <message>
        <source>Confidence − 0.01</source>
        <translation>신뢰도 − 0.01</translation>
    </message>
    <message>
        <source>Confidence + 0.01</source>
        <translation>신뢰도 + 0.01</translation>
    </message>
    <message>
        <source>NMS overlap − 0.01</source>
        <translation>NMS 겹침 − 0.01</translation>
    </message>
    <message>
        <source>NMS overlap + 0.01</source>
        <translation>NMS 겹침 + 0.01</translation>
    </message>
    <message>
        <source>Reset the thresholds</source>
        <translation>임곗값 초기화</translation>
    </message>
    <message>
        <source>Back to 0.30, 0.45, 200 and standard NMS, the same for every class</source>
        <translation>0.30, 0.45, 200과 표준 NMS로, 모든 클래스에 똑같이</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>The last change of thresholds or classes</source>
        <translation>임곗값이나 클래스의 마지막 변경</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
</context>
<context>
    <name>ThresholdsPanel</name>
    <message>
        <source>Thresholds</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Back to 0.30, 0.45, 200 and standard NMS, the same for every class</source>
        <translation>0.30, 0.45, 200과 표준 NMS로, 모든 클래스에 똑같이</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>신뢰도</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>상위 k개</translation>
    </message>
    <message>
        <source>per class, before NMS</source>
        <translation>NMS 전 클래스당</translation>
    </message>
    <message>
        <source>Confidence threshold</source>
        <translation>신뢰도 임곗값</translation>
    </message>
    <message>
        <source>NMS overlap threshold</source>
        <translation>NMS 겹침 임곗값</translation>
    </message>
    <message>
        <source>A box needs a score above this</source>
        <translation>박스의 점수가 이 값보다 커야 합니다</translation>
    </message>
    <message>
        <source>NMS drops a box that overlaps a better one by more than this</source>
        <translation>더 좋은 박스와 이보다 많이 겹치는 박스를 NMS가 버립니다</translation>
    </message>
    <message>
        <source>Width of Gaussian soft-NMS</source>
        <translation>가우스 소프트 NMS의 폭</translation>
    </message>
    <message>
        <source>A larger one lowers the scores less</source>
        <translation>클수록 점수를 덜 낮춥니다</translation>
    </message>
    <message>
        <source>Top-k per class</source>
        <translation>클래스당 상위 k개</translation>
    </message>
    <message>
        <source>NMS sigma</source>
        <translation>NMS 시그마</translation>
    </message>
    <message>
        <source>NMS overlap</source>
        <translation>NMS 겹침</translation>
    </message>
</context>
<context>
    <name>TimeMachine</name>
    <message>
        <source>step {step}</source>
        <translation>{step}번째 반복</translation>
    </message>
    <message>
        <source>of {last}</source>
        <translation>/ {last}</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>상자 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>{found} of {wanted} found</source>
        <translation>{wanted}개 중 {found}개 찾음</translation>
    </message>
    <message>
        <source>{count} wrong</source>
        <translation>{count}개 틀림</translation>
    </message>
    <message>
        <source>Time machine</source>
        <translation>타임머신</translation>
    </message>
    <message>
        <source>Step of the probe</source>
        <translation>프로브의 반복</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>실시간으로</translation>
    </message>
    <message>
        <source>The newest step, as it comes (Esc)</source>
        <translation>가장 새 반복을 나오는 대로 봅니다 (Esc)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>신뢰도</translation>
    </message>
    <message>
        <source>NMS overlap</source>
        <translation>NMS 겹침</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>다시 보기</translation>
    </message>
    <message>
        <source>Go through all steps that were kept</source>
        <translation>남겨 둔 모든 반복을 차례로 봅니다</translation>
    </message>
</context>
<context>
    <name>TimelineStrip</name>
    <message>
        <source>Detections per frame</source>
        <translation>프레임당 검출 수</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>아직 보지 않음</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) in memory</source>
        <translation>
            <numerusform>메모리에 프레임 %n장</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimingBar</name>
    <message>
        <source>{figure} ms</source>
        <translation>{figure} ms</translation>
    </message>
    <message>
        <source>preprocess</source>
        <translation>전처리</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>decode</source>
        <translation>디코딩</translation>
    </message>
    <message>
        <source>NMS</source>
        <translation>NMS</translation>
    </message>
    <message>
        <source>Milliseconds that each stage took for this picture</source>
        <translation>이 사진의 단계별 시간(ms)</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Open pictures or weights (Ctrl+O)</source>
        <translation>사진이나 가중치 열기 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>카메라 고르기</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>More layers</source>
        <translation>다른 레이어</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>Draw the detected boxes</source>
        <translation>검출된 박스 표시</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>이름표</translation>
    </message>
    <message>
        <source>Draw class and score at each box</source>
        <translation>박스마다 클래스와 점수 표시</translation>
    </message>
    <message>
        <source>DBoxes</source>
        <translation>DBox</translation>
    </message>
    <message>
        <source>Draw the DBox that each box came from</source>
        <translation>박스마다 출발한 DBox 표시</translation>
    </message>
</context>
<context>
    <name>TrainControl</name>
    <message>
        <source>{name} is finished.</source>
        <translation>{name} 학습이 끝났어요.</translation>
    </message>
    <message>
        <source>{name} was measured.</source>
        <translation>{name}을(를) 쟀어요.</translation>
    </message>
    <message>
        <source>Load into Inspect</source>
        <translation>살펴보기에서 열기</translation>
    </message>
    <message>
        <source>What was saved in {folder} stays.</source>
        <translation>{folder}에 저장한 것은 그대로예요.</translation>
    </message>
</context>
<context>
    <name>TrainData</name>
    <message>
        <source>Drop a folder in VOC layout or a COCO file to learn from it.</source>
        <translation>학습하려면 VOC 구조의 폴더나 COCO 파일을 놓아 주세요.</translation>
    </message>
    <message>
        <source>Generated shapes</source>
        <translation>생성한 도형</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>COCO file</source>
        <translation>COCO 파일</translation>
    </message>
    <message>
        <source>VOC folder</source>
        <translation>VOC 폴더</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>데이터 %n곳</numerusform>
        </translation>
    </message>
    <message>
        <source>Pictures to learn from</source>
        <translation>학습할 사진</translation>
    </message>
    <message>
        <source>COCO annotations (*.json)</source>
        <translation>COCO 주석 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Files that cannot be read</source>
        <translation>읽을 수 없는 파일</translation>
    </message>
    <message>
        <source>Pictures that are missing</source>
        <translation>없는 사진</translation>
    </message>
    <message>
        <source>Annotations that are missing</source>
        <translation>없는 주석</translation>
    </message>
    <message>
        <source>Pictures of another size than annotated</source>
        <translation>주석과 크기가 다른 사진</translation>
    </message>
    <message>
        <source>Boxes with swapped corners</source>
        <translation>모서리가 뒤바뀐 박스</translation>
    </message>
    <message>
        <source>Boxes that reach past the picture</source>
        <translation>사진 밖으로 나간 박스</translation>
    </message>
    <message>
        <source>Boxes without an area</source>
        <translation>넓이가 없는 박스</translation>
    </message>
    <message>
        <source>Objects without a box</source>
        <translation>박스가 없는 물체</translation>
    </message>
    <message>
        <source>Objects without a class</source>
        <translation>클래스가 없는 물체</translation>
    </message>
    <message>
        <source>Objects of other classes</source>
        <translation>다른 클래스의 물체</translation>
    </message>
    <message>
        <source>Objects that are there twice</source>
        <translation>두 번 있는 물체</translation>
    </message>
    <message>
        <source>Pictures with difficult objects alone</source>
        <translation>어려운 물체만 있는 사진</translation>
    </message>
    <message>
        <source>Pictures without objects</source>
        <translation>물체가 없는 사진</translation>
    </message>
    <message>
        <source>Pictures in two splits</source>
        <translation>두 분할에 모두 있는 사진</translation>
    </message>
</context>
<context>
    <name>TrainFormWiring</name>
    <message>
        <source>Weights to start from</source>
        <translation>시작할 가중치</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>가중치 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Folder for runs</source>
        <translation>학습을 저장할 폴더</translation>
    </message>
    <message>
        <source>A run is going on: other pictures can be chosen when it is over.</source>
        <translation>학습 중이에요. 끝나면 다른 사진을 고를 수 있어요.</translation>
    </message>
</context>
<context>
    <name>TrainHead</name>
    <message>
        <source>Run</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Show my run</source>
        <translation>내 학습 보기</translation>
    </message>
    <message>
        <source>Goes back to the run that this window is training.</source>
        <translation>이 창이 학습하고 있는 것으로 돌아가요.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어서</translation>
    </message>
    <message>
        <source>Goes on with this run where it was left.</source>
        <translation>멈춘 곳부터 이어서 학습해요.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Starts a run of its own with the choices below.</source>
        <translation>아래 선택으로 새 학습을 시작해요.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Saves everything and frees the machine. Resume goes on, also tomorrow.</source>
        <translation>모두 저장하고 컴퓨터를 비워요. 내일이라도 이어서 할 수 있어요.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Ends the run now. Its last weights are saved without a measurement, and it can still be resumed.</source>
        <translation>지금 끝내요. 마지막 가중치를 재지 않고 저장하며, 나중에 이어서 할 수 있어요.</translation>
    </message>
    <message>
        <source>Stop &amp;&amp; keep</source>
        <translation>정지하고 보관</translation>
    </message>
    <message>
        <source>Ends the run, then measures its weights on the held-out pictures and keeps them as the best if they are.</source>
        <translation>끝낸 뒤 검증 사진으로 가중치를 재고, 가장 좋으면 최고로 보관해요.</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Run: {name}</source>
        <translation>학습: {name}</translation>
    </message>
</context>
<context>
    <name>TrainRuns</name>
    <message>
        <source>Folder of a run</source>
        <translation>학습 폴더</translation>
    </message>
    <message>
        <source>This run has not saved weights yet.</source>
        <translation>이 학습은 아직 가중치를 저장하지 않았어요.</translation>
    </message>
    <message>
        <source>Load best weights into Inspect</source>
        <translation>최고 가중치를 살펴보기에서 열기</translation>
    </message>
    <message>
        <source>Load last weights into Inspect</source>
        <translation>마지막 가중치를 살펴보기에서 열기</translation>
    </message>
    <message>
        <source>Open run folder…</source>
        <translation>학습 폴더 열기…</translation>
    </message>
    <message>
        <source>Compare with another run…</source>
        <translation>다른 학습과 비교…</translation>
    </message>
    <message>
        <source>Compare with {name}</source>
        <translation>{name}와(과) 비교</translation>
    </message>
    <message>
        <source>Folder of a run to compare with</source>
        <translation>비교할 학습 폴더</translation>
    </message>
</context>
<context>
    <name>TrainShown</name>
    <message>
        <source>Looking at picture {done} of {total}</source>
        <translation>사진 {total}장 중 {done}장 확인</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>일시 정지하는 중…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>멈추는 중…</translation>
    </message>
    <message>
        <source>Measuring what it learnt…</source>
        <translation>배운 것을 재는 중…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Given up: the loss was not finite</source>
        <translation>포기: 손실이 유한하지 않았어요</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>No run in there</source>
        <translation>여기에는 학습이 없어요</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>epoch {number}/{total}</source>
        <translation>에폭 {number}/{total}</translation>
    </message>
    <message>
        <source>step {step}/{total}</source>
        <translation>반복 {step}/{total}</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>1분도 안 남았어요</translation>
    </message>
    <message>
        <source>ETA {minutes} min</source>
        <translation>{minutes}분 남음</translation>
    </message>
    <message>
        <source>ETA {hours} h</source>
        <translation>{hours}시간 남음</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>반복 {step}</translation>
    </message>
    <message>
        <source>{steps} steps</source>
        <translation>{steps}번 반복</translation>
    </message>
    <message>
        <source>{steps} / {total} steps</source>
        <translation>{steps} / {total}번 반복</translation>
    </message>
    <message>
        <source>{seconds} s / step</source>
        <translation>반복당 {seconds}초</translation>
    </message>
    <message>
        <source>best mAP {score}</source>
        <translation>최고 mAP {score}</translation>
    </message>
    <message>
        <source>saved to {folder}</source>
        <translation>저장: {folder}</translation>
    </message>
</context>
<context>
    <name>TrainWorkspace</name>
    <message>
        <source>Drop to learn from it</source>
        <translation>놓으면 여기서 배워요</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>학습 시작</translation>
    </message>
    <message>
        <source>A run of its own, with the choices of the form</source>
        <translation>양식의 선택으로 새 학습을 시작해요</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>학습 이어서</translation>
    </message>
    <message>
        <source>Goes on where the run was left</source>
        <translation>멈춘 곳부터 이어서 학습해요</translation>
    </message>
    <message>
        <source>Pause training</source>
        <translation>학습 일시 정지</translation>
    </message>
    <message>
        <source>Saves everything, frees the machine</source>
        <translation>모두 저장하고 컴퓨터를 비워요</translation>
    </message>
    <message>
        <source>Stop training</source>
        <translation>학습 정지</translation>
    </message>
    <message>
        <source>Ends the run; it can be resumed</source>
        <translation>학습을 끝내요. 나중에 이어서 할 수 있어요</translation>
    </message>
    <message>
        <source>Stop training and keep the weights</source>
        <translation>학습을 정지하고 가중치 보관</translation>
    </message>
    <message>
        <source>Measures them first; the best ones are kept</source>
        <translation>먼저 재고, 가장 좋은 것을 보관해요</translation>
    </message>
    <message>
        <source>Open run folder…</source>
        <translation>학습 폴더 열기…</translation>
    </message>
    <message>
        <source>Follows any run, also one of another program</source>
        <translation>다른 프로그램의 학습도 따라가요</translation>
    </message>
    <message>
        <source>Load best weights into Inspect</source>
        <translation>최고 가중치를 살펴보기에서 열기</translation>
    </message>
    <message>
        <source>The run goes on meanwhile</source>
        <translation>그동안 학습은 계속돼요</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>정지 해제</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>frame {frame}</source>
        <translation>프레임 {frame}</translation>
    </message>
    <message>
        <source>frame {frame} / {count}</source>
        <translation>프레임 {frame} / {count}</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>한 프레임 뒤로</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>한 프레임 앞으로</translation>
    </message>
    <message>
        <source>Start anew at the end</source>
        <translation>끝나면 처음부터</translation>
    </message>
    <message>
        <source>Make this frame a picture; the source goes on (F)</source>
        <translation>이 프레임을 사진으로 만듭니다. 원본은 계속 나아갑니다 (F)</translation>
    </message>
    <message>
        <source>Speed {speed}</source>
        <translation>속도 {speed}</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Every frame</source>
        <translation>모든 프레임</translation>
    </message>
    <message>
        <source>Real time</source>
        <translation>실제 시간</translation>
    </message>
    <message>
        <source>Detect in every frame, or keep up with the clock</source>
        <translation>모든 프레임에서 감지하거나 실제 시간에 맞춥니다</translation>
    </message>
    <message>
        <source>Speed and mode</source>
        <translation>속도와 방식</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>SSD Viewer ended unexpectedly last time.</source>
        <translation>지난번에 SSD Viewer가 예기치 않게 끝났습니다.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program: {error}</source>
        <translation>프로그램 안에서 문제가 생겼습니다: {error}</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
</context>
<context>
    <name>Truth</name>
    <message>
        <source>Colour by ground truth</source>
        <translation>정답에 따라 색칠</translation>
    </message>
    <message>
        <source>Where a VOC annotation lies with the picture</source>
        <translation>사진과 함께 VOC 어노테이션이 있을 때</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>어노테이션</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>놓침</translation>
    </message>
</context>
<context>
    <name>TruthPanel</name>
    <message>
        <source>Ground truth</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>Colour the detections by the ground truth</source>
        <translation>정답에 따라 검출 결과 색칠</translation>
    </message>
    <message>
        <source>Found from overlap</source>
        <translation>찾았다고 보는 겹침</translation>
    </message>
    <message>
        <source>Overlap from which an object is found</source>
        <translation>물체를 찾았다고 보는 겹침</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) of classes that are not looked for are left out.</source>
        <translation>
            <numerusform>찾지 않는 클래스의 물체 %n개는 뺐습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>precision {precision} · recall {recall} · F1 {f1}</source>
        <translation>정밀도 {precision} · 재현율 {recall} · F1 {f1}</translation>
    </message>
</context>
<context>
    <name>VideoCommands</name>
    <message>
        <source>Play or pause</source>
        <translation>재생 또는 일시 정지</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>resume</source>
        <translation>이어서</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>한 프레임 뒤로</translation>
    </message>
    <message>
        <source>previous frame</source>
        <translation>이전 프레임</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>한 프레임 앞으로</translation>
    </message>
    <message>
        <source>next frame</source>
        <translation>다음 프레임</translation>
    </message>
    <message>
        <source>Freeze the frame</source>
        <translation>프레임 정지</translation>
    </message>
    <message>
        <source>It becomes a picture; the source goes on</source>
        <translation>사진이 되고, 원본은 계속 나아갑니다</translation>
    </message>
    <message>
        <source>Start anew at the end</source>
        <translation>끝나면 처음부터</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>반복</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>되풀이</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>이 순간 표시</translation>
    </message>
    <message>
        <source>A diamond on the timeline</source>
        <translation>타임라인에 마름모 표시</translation>
    </message>
    <message>
        <source>Stop the video or camera</source>
        <translation>비디오나 카메라 멈춤</translation>
    </message>
    <message>
        <source>The frame on the screen stays</source>
        <translation>화면의 프레임은 남습니다</translation>
    </message>
</context>
<context>
    <name>Viewing</name>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>사진 전체</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>A pixel of the picture on a pixel of the screen</source>
        <translation>사진 한 픽셀을 화면 한 픽셀에</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>Draw the detected boxes, or not</source>
        <translation>검출된 박스 표시 켜고 끄기</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>이름표</translation>
    </message>
    <message>
        <source>Draw class and score at each box, or not</source>
        <translation>박스마다 클래스와 점수 표시 켜고 끄기</translation>
    </message>
    <message>
        <source>DBoxes</source>
        <translation>DBox</translation>
    </message>
    <message>
        <source>Draw the DBox that each box came from, or not</source>
        <translation>박스마다 출발한 DBox 표시 켜고 끄기</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>밝게 또는 어둡게</translation>
    </message>
</context>
<context>
    <name>WeightsPanel</name>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>Load another weights file</source>
        <translation>다른 가중치 파일 불러오기</translation>
    </message>
    <message>
        <source>No weights yet</source>
        <translation>아직 가중치 없음</translation>
    </message>
    <message>
        <source>still in use</source>
        <translation>계속 사용 중</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>The network runs on {name}</source>
        <translation>네트워크가 도는 장치: {name}</translation>
    </message>
    <message>
        <source>Device: {name}</source>
        <translation>장치: {name}</translation>
    </message>
    <message>
        <source>{figure} ms per image</source>
        <translation>장당 {figure} ms</translation>
    </message>
</context>
<context>
    <name>WhyNotPanel</name>
    <message>
        <source>Why not?</source>
        <translation>왜 없나요?</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>The class that was expected here</source>
        <translation>여기서 기대한 클래스</translation>
    </message>
    <message>
        <source>The DBoxes that overlap it best</source>
        <translation>가장 많이 겹치는 DBox</translation>
    </message>
    <message>
        <source>Drag a rectangle on the picture, where you expected a box.</source>
        <translation>박스가 있을 줄 알았던 곳에 사각형을 그리세요.</translation>
    </message>
    <message>
        <source>Another rectangle</source>
        <translation>다른 사각형</translation>
    </message>
    <message>
        <source>Class: {name}</source>
        <translation>클래스: {name}</translation>
    </message>
    <message>
        <source>{n}×{n} map · DBox {index}</source>
        <translation>{n}×{n} 맵 · DBox {index}</translation>
    </message>
    <message>
        <source>overlap {dbox} → {box}</source>
        <translation>겹침 {dbox} → {box}</translation>
    </message>
    <message>
        <source>{fate} Its overlap as a DBox, and as the BBox it became.</source>
        <translation>{fate} DBox일 때의 겹침과 BBox가 된 뒤의 겹침입니다.</translation>
    </message>
</context>
<context>
    <name>WhyNots</name>
    <message>
        <source>Why not?</source>
        <translation>왜 없나요?</translation>
    </message>
    <message>
        <source>Drag a rectangle where a box is missing: what stopped it</source>
        <translation>박스가 빠진 곳에 사각형을 그리면 무엇이 막았는지 보입니다</translation>
    </message>
    <message>
        <source>missing box</source>
        <translation>빠진 박스</translation>
    </message>
    <message>
        <source>explain</source>
        <translation>설명</translation>
    </message>
</context>
<context>
    <name>ZoomMenu</name>
    <message>
        <source>Zoom: {percent}</source>
        <translation>배율: {percent}</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>배율</translation>
    </message>
</context>
<context>
    <name>_ErrorList</name>
    <message>
        <source>Pictures that were not read</source>
        <translation>읽지 못한 사진</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>_Method</name>
    <message>
        <source>Standard NMS</source>
        <translation>표준 NMS</translation>
    </message>
    <message>
        <source>Drops a box that overlaps a better one</source>
        <translation>더 좋은 박스와 겹치는 박스를 버립니다</translation>
    </message>
    <message>
        <source>Soft-NMS, linear</source>
        <translation>소프트 NMS, 선형</translation>
    </message>
    <message>
        <source>Lowers the score of such a box by the share that overlaps</source>
        <translation>그런 박스의 점수를 겹친 비율만큼 낮춥니다</translation>
    </message>
    <message>
        <source>Soft-NMS, Gaussian</source>
        <translation>소프트 NMS, 가우스</translation>
    </message>
    <message>
        <source>Lowers the score of every box that overlaps a better one, smoothly</source>
        <translation>더 좋은 박스와 겹치는 모든 박스의 점수를 부드럽게 낮춥니다</translation>
    </message>
    <message>
        <source>DIoU-NMS</source>
        <translation>DIoU-NMS</translation>
    </message>
    <message>
        <source>As standard, but spares a box whose centre is far from the better one&apos;s</source>
        <translation>표준과 같지만 중심이 멀리 떨어진 박스는 남깁니다</translation>
    </message>
</context>
<context>
    <name>_Way</name>
    <message>
        <source>Lesson {number}: {title}</source>
        <translation>{number}강: {title}</translation>
    </message>
</context>
</TS>
