"""Tasks, programmes and schemes (nhiệm vụ, chương trình, đề án) that the province has assigned."""

from data_access import office_measures as m
from metrics.catalogue.kinds import area, share
from metrics.metric import Direction, Total, Unit

_metric = area(
    owner="Văn phòng UBND tỉnh", source="tasks", basis="Quyết định 45/2018/QĐ-TTg; quy chế của UBND"
)

METRICS = (
    _metric(
        "tasks",
        ("Nhiệm vụ được giao", "Tasks assigned", ("Nhiệm vụ", "được giao")),
        (
            "Số nhiệm vụ, chương trình, đề án được giao trong kỳ",
            "Tasks, programmes and schemes assigned in the period",
        ),
        Total(of=m.tasks_assigned),
        why="Khối lượng việc mà lãnh đạo đã giao.",
        unit=Unit.TASKS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "task_done",
        ("Nhiệm vụ hoàn thành", "Tasks done", ("Nhiệm vụ", "hoàn thành")),
        (
            "Số nhiệm vụ, chương trình, đề án hoàn thành trong kỳ, giao lúc nào cũng tính",
            "Tasks, programmes and schemes done in the period, whenever they were assigned",
        ),
        Total(of=m.tasks_done),
        why="Việc đã làm xong, không chỉ việc đã giao.",
        unit=Unit.TASKS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "task_on_time",
        ("Nhiệm vụ đúng hạn", "Tasks on time", ("Nhiệm vụ", "đúng hạn")),
        (
            "Nhiệm vụ hoàn thành đúng hạn trong kỳ, trên số đó cộng với số đã quá hạn trong kỳ mà"
            " chưa hoàn thành kịp; nhiệm vụ không có hạn không tính",
            "Tasks done in time in the period, over those and the ones whose deadline passed in it"
            " before they were done; those without a deadline are not counted",
        ),
        share(m.tasks_in_time, m.tasks_in_time + m.tasks_missed),
        why="Kết luận của lãnh đạo có được làm đúng hẹn.",
        target=1.0,
    ),
    _metric(
        "task_open",
        ("Nhiệm vụ đang thực hiện", "Tasks open", ("Nhiệm vụ", "đang làm")),
        (
            "Số nhiệm vụ, chương trình, đề án đã giao mà đến cuối kỳ chưa hoàn thành",
            "Tasks, programmes and schemes assigned and, at the period's end, not done",
        ),
        Total(of=m.tasks_open),
        why="Việc đang nằm ở từng cơ quan.",
        unit=Unit.TASKS,
        direction=Direction.NEUTRAL,
    ),
    _metric(
        "task_late",
        ("Nhiệm vụ quá hạn", "Tasks overdue", ("Nhiệm vụ", "quá hạn")),
        (
            "Số nhiệm vụ, chương trình, đề án chưa hoàn thành mà cuối kỳ đã quá hạn",
            "Tasks, programmes and schemes not done whose deadline had passed by the period's end",
        ),
        Total(of=m.tasks_overdue),
        why="Cần đôn đốc ngay, từng việc một.",
        unit=Unit.TASKS,
        direction=Direction.LOWER_IS_BETTER,
        target=0,
    ),
)
