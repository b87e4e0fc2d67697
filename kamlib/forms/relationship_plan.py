"""The relationship plan of one account, of unit U4: map and action plan, counterpart matrix, VIP club calendar, Rising Stars.

The document names no form here; the four sheets are those its unit calls for, in one file, since they are
filled in together and speak of the same people. The formulas give what `kamlib.relationships` gives. There is
no column for anything private, on purpose.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kamlib import relationships
from kamlib.cases.labels import LABELS
from kamlib.forms.form import Chart, Column, Field, Fields, Form, FormData, Note, Option, Series, Sheet, Table
from kamlib.text import Text
from kamlib.units.u4_relationships import story
from kamlib.units.u4_relationships.shared import DEPARTMENTS as DEPARTMENT_NAMES
from kamlib.units.u4_relationships.shared import STEP_NAMES
from kamlib.units.u4_relationships.x3_mirror import FUNCTION_NAMES

STEPS = tuple(Option(step, name, {"none": "bad", "good_feeling": "watch"}.get(step, "good")) for step, name in STEP_NAMES.items())
DEPARTMENTS = tuple(Option(name, words) for name, words in DEPARTMENT_NAMES.items())
YES_NO = (Option("yes", Text(en="Yes", zh="是")), Option("no", Text(en="No", zh="否")))
SPOTS = (
    Option("weak", Text(en="Weak spot", zh="薄弱点"), "bad"),
    Option("sound", Text(en="Fine", zh="正常"), "good"),
)
FUNCTIONS = tuple(Option(f"{name}_function", words) for name, words in FUNCTION_NAMES.items())
ROWS = (
    Option("complete", Text(en="Complete", zh="完整"), "good"),
    Option("no_a", Text(en="Nobody answers (A)", zh="无人负责（A）"), "bad"),
    Option("no_r", Text(en="Nobody does it (R)", zh="无人执行（R）"), "bad"),
    Option("same", Text(en="A and R are one person", zh="A 和 R 是同一人"), "watch"),
)
LOADS = (
    Option("fits", Text(en="Within the cap", zh="未超上限"), "good"),
    Option("over", Text(en="Above the cap", zh="超过上限"), "bad"),
)
LEAVE = (
    Option("given", Text(en="Leave given", zh="已批准"), "good"),
    Option("asked", Text(en="Asked", zh="已提交"), "watch"),
    Option("needless", Text(en="Within policy, not needed", zh="制度内，无需批准"), "good"),
)
STARS = (
    Option("star", Text(en="Rising Star", zh="明日之星"), "good"),
    Option("watch_on", Text(en="Keep an eye on", zh="继续关注"), "watch"),
)
TARGET = 4  # steps; the distance of the action plan is counted to the last one


def _choice_number(options: tuple[Option, ...], name: str) -> str:
    """Return the formula that turns a chosen option into its place, 0 for the first and for an empty cell."""
    formula = "0"
    for place, option in reversed(list(enumerate(options))):
        formula = f"IF({{{name}}}='{option.id}',{place},{formula})"
    return formula


_MAP = Table(
    name="people",
    key="{person}",
    room=14,
    title=Text(en="Map and action plan", zh="地图与行动计划"),
    columns=(
        Column(name="person", label=Text(en="Person (title, initials)", zh="人员（职务、姓名缩写）"), width=25),
        Column(name="department", label=Text(en="Department", zh="部门"), kind="choice", options=DEPARTMENTS, width=17),
        Column(name="influence", label=Text(en="Influence (1 to 5)", zh="影响力（1 到 5）"), kind="whole", least=1, most=5, width=9),
        Column(name="met", label=Text(en="Met in 12 months", zh="12 个月内见过"), kind="choice", options=YES_NO, width=9),
        Column(name="our_owner", label=Text(en="Our owner", zh="我方负责人"), width=12),
        Column(name="second_owner", label=Text(en="Second owner", zh="第二负责人"), width=12),
        Column(name="step", label=Text(en="Step reached", zh="已到步骤"), kind="choice", options=STEPS, width=12),
        Column(name="step_number", label=Text(en="Step, 0 to 4", zh="步数（0 到 4）"), kind="whole", formula=_choice_number(STEPS, "step"), width=8),
        Column(name="distance", label=Text(en="Influence × distance", zh="影响力×差距"), kind="whole", formula=f"{{influence}}*({TARGET}-{{step_number}})", width=10),
        Column(name="place", label=Text(en="Order of moves", zh="行动次序"), kind="whole", formula='COUNTIF({people.distance},">"&{distance})+1', width=8),
        Column(name="spot", label=Text(en="State", zh="状态"), kind="choice", options=SPOTS, width=12,
               formula="IF(AND({influence}>=4,OR({step_number}<=1,{our_owner}=\"\")),'weak','sound')"),
        Column(name="action", label=Text(en="Next step: what we do", zh="下一步：做什么"), width=44),
        Column(name="due", label=Text(en="By", zh="完成日期"), kind="date", width=11),
        Column(name="action_cost", label=Text(en="Cost (CNY)", zh="费用（元）"), kind="money", least=0, total="sum", width=10),
        Column(name="met_weight", label=Text(en="Influence that is met", zh="见过的影响力"), kind="whole", formula="IF({met}='yes',{influence},0)", width=10),
    ),
    total=Text(en="Total", zh="合计"),
)  # fmt: skip
_KEY_FIGURES = Fields(
    title=Text(en="Account", zh="客户"),
    across=2,
    fields=(
        Field(name="customer", label=Text(en="Customer", zh="客户名称"), width=28),
        Field(name="coverage", label=Text(en="Relationship coverage", zh="关系覆盖率"), kind="percent",
              formula="IF(SUM({people.influence})=0,\"\",SUMIF({people.met},'yes',{people.influence})/SUM({people.influence}))"),
        Field(name="action_budget", label=Text(en="Budget of the year (CNY)", zh="年度预算（元）"), kind="money", least=0),
        Field(name="decision_index", label=Text(en="Decision-maker index (0 to 1)", zh="决策者指数（0 到 1）"), kind="number",
              formula='IF(SUM({people.influence})=0,"",SUMPRODUCT({people.influence},{people.step_number})/(4*SUM({people.influence})))'),
        Field(name="budget_used", label=Text(en="Share of budget planned", zh="预算使用比例"), kind="percent",
              formula='IF({action_budget}=0,"",({people.action_cost:total}+{club.club_cost:total})/{action_budget})'),
        Field(name="weak_people", label=Text(en="Weak spots", zh="薄弱点（人）"), kind="whole", formula="COUNTIF({people.spot},'weak')"),
    ),
)  # fmt: skip
_DEPARTMENTS = Table(
    name="by_department",
    lines=DEPARTMENTS,
    title=Text(en="Where we are in contact", zh="各部门联系情况"),
    columns=(
        Column(name="one_department", label=Text(en="Of the department", zh="部门名称"), kind="text", width=25),
        Column(name="department_influence", label=Text(en="Influence in all", zh="影响力合计"), kind="whole",
               formula="SUMIF({people.department},{one_department},{people.influence})", width=17),
        Column(name="met_influence", label=Text(en="Influence met", zh="已见过的影响力"), kind="whole",
               formula="SUMIF({people.department},{one_department},{people.met_weight})", width=9),
        Column(name="department_coverage", label=Text(en="Coverage", zh="覆盖率"), kind="percent", digits=0,
               formula='IF({department_influence}=0,"",{met_influence}/{department_influence})', width=9),
    ),
)  # fmt: skip
_MATRIX = Table(
    name="matrix",
    lines=FUNCTIONS,
    title=Text(en="Our counterparts", zh="我方对口人"),
    columns=(
        Column(name="function", label=Text(en="Function of the customer", zh="客户职能"), width=20),
        Column(name="their_person", label=Text(en="Their person", zh="对方人员"), width=26),
        Column(name="answers", label=Text(en="Answers (A)", zh="负责（A）"), width=18),
        Column(name="works", label=Text(en="Does the work (R)", zh="执行（R）"), width=18),
        Column(name="consulted", label=Text(en="Is asked (C)", zh="咨询（C）"), width=18),
        Column(name="informed", label=Text(en="Is told (I)", zh="知会（I）"), width=18),
        Column(name="rhythm", label=Text(en="They meet", zh="会面频率"), width=16),
        Column(name="row_state", label=Text(en="State of the row", zh="对口状态"), kind="choice", options=ROWS, width=22,
               formula="IF({answers}=\"\",'no_a',IF({works}=\"\",'no_r',IF({answers}={works},'same','complete')))"),
    ),
)  # fmt: skip
_HOURS = Fields(
    title=Text(en="Hours a week", zh="每周工时"),
    across=3,
    fields=(
        Field(name="hours_a", label=Text(en="An A takes", zh="每个 A"), kind="number", default=2, least=0),
        Field(name="hours_r", label=Text(en="An R takes", zh="每个 R"), kind="number", default=4, least=0),
        Field(name="team_coverage", label=Text(en="Functions with a counterpart", zh="有对口人的职能"), kind="percent", digits=0,
              formula='1-SUMPRODUCT(({matrix.answers}="")*({matrix.works}=""))/5'),
        Field(name="hours_c", label=Text(en="A C takes", zh="每个 C"), kind="number", default=1, least=0),
        Field(name="hours_i", label=Text(en="An I takes", zh="每个 I"), kind="number", default=0.5, least=0),
        Field(name="hours_cap", label=Text(en="Cap for each", zh="每人上限"), kind="number", default=11, least=0),
    ),
)  # fmt: skip
_TEAM = Table(
    name="team",
    key="{member}",
    room=8,
    title=Text(en="Load of our people", zh="我方人员工时"),
    columns=(
        Column(name="member", label=Text(en="Of us (as written above)", zh="我方人员（与上表写法一致）"), width=24),
        Column(name="hours", label=Text(en="Hours a week for this account", zh="每周用于该客户的工时"), kind="number", digits=1, width=22,
               formula="{hours_a}*COUNTIF({matrix.answers},{member})+{hours_r}*COUNTIF({matrix.works},{member})"
                       "+{hours_c}*COUNTIF({matrix.consulted},{member})+{hours_i}*COUNTIF({matrix.informed},{member})"),
        Column(name="load_state", label=Text(en="Load", zh="工时状态"), kind="choice", options=LOADS, formula="IF({hours}>{hours_cap},'over','fits')", width=18),
    ),
)  # fmt: skip
_CLUB = Table(
    name="club",
    key="{topic}",
    room=6,
    title=Text(en="VIP club calendar", zh="VIP 客户俱乐部活动表"),
    total=Text(en="Total", zh="合计"),
    columns=(
        Column(name="topic", label=Text(en="Topic (theirs)", zh="议题（对方关心的）"), width=34),
        Column(name="club_date", label=Text(en="Date", zh="日期"), kind="date", width=12),
        Column(name="host", label=Text(en="Our host", zh="我方主持"), width=18),
        Column(name="guests", label=Text(en="Guests (accounts and roles)", zh="来宾（客户与角色）"), width=32),
        Column(name="heads", label=Text(en="Guests, number", zh="来宾人数"), kind="whole", least=0, total="sum", width=10),
        Column(name="club_cost", label=Text(en="Cost of the meeting (CNY)", zh="活动费用（元）"), kind="money", least=0, total="sum", width=14),
        Column(name="per_head", label=Text(en="Per guest (CNY)", zh="人均（元）"), kind="money", formula='IF({heads}=0,"",{club_cost}/{heads})', width=12),
        Column(name="leave", label=Text(en="Compliance", zh="合规审批"), kind="choice", options=LEAVE, width=20),
        Column(name="outcome", label=Text(en="What came of it", zh="成果"), width=28),
    ),
)  # fmt: skip
_GIFTS = Table(
    name="gifts",
    key="{recipient}",
    room=8,
    title=Text(en="Gift register of the year", zh="当年礼品登记"),
    columns=(
        Column(name="recipient", label=Text(en="Recipient (title, initials)", zh="受赠人（职务、姓名缩写）"), width=34),
        Column(name="gift_date", label=Text(en="Given on", zh="赠送日期"), kind="date", width=12),
        Column(name="gift", label=Text(en="What", zh="物品"), width=18),
        Column(name="occasion", label=Text(en="Occasion", zh="场合"), width=32),
        Column(name="gift_value", label=Text(en="Value (CNY)", zh="价值（元）"), kind="money", least=0, width=10),
        Column(name="year_so_far", label=Text(en="The person's year so far (CNY)", zh="此人当年累计（元）"), kind="money", width=14,
               formula="SUMIF({recipient:to_here},{recipient},{gift_value:to_here})"),
        Column(name="gift_state", label=Text(en="Caps", zh="上限"), kind="choice", options=LOADS, width=16,
               formula="IF(OR({gift_value}>{cap_item},{year_so_far}>{cap_year}),'over','fits')"),
    ),
)  # fmt: skip
_CAPS = Fields(
    title=Text(en="Gift policy (put in your own company's)", zh="礼品制度（请填本公司规定）"),
    across=2,
    fields=(
        Field(name="cap_item", label=Text(en="Cap of an item (CNY)", zh="单件上限（元）"), kind="money", default=200, least=0),
        Field(name="cap_year", label=Text(en="Cap of a person and year (CNY)", zh="每人每年上限（元）"), kind="money", default=500, least=0),
    ),
)
_STARS = Table(
    name="stars",
    key="{star}",
    room=10,
    title=Text(en="Rising Star list", zh="明日之星名单"),
    columns=(
        Column(name="star", label=Text(en="Person (title and initials)", zh="人员（职务与姓名缩写）"), width=26),
        Column(name="star_department", label=Text(en="In the department", zh="所在部门"), kind="choice", options=DEPARTMENTS, width=18),
        Column(name="influence_now", label=Text(en="Influence now", zh="当前影响力"), kind="whole", least=1, most=5, width=9),
        Column(name="asked", label=Text(en="Asked by colleagues", zh="常有人请教"), kind="choice", options=YES_NO, width=11),
        Column(name="trusted", label=Text(en="Trusted with the new", zh="委以新任务"), kind="choice", options=YES_NO, width=11),
        Column(name="open_talk", label=Text(en="Speaks openly", zh="敢讲真话"), kind="choice", options=YES_NO, width=11),
        Column(name="signs", label=Text(en="Signs of three", zh="符合几条（共三条）"), kind="whole", width=9,
               formula="IF({asked}='yes',1,0)+IF({trusted}='yes',1,0)+IF({open_talk}='yes',1,0)"),
        Column(name="verdict", label=Text(en="Verdict", zh="判断"), kind="choice", options=STARS, formula="IF({signs}>=2,'star','watch_on')", width=15),
        Column(name="partner", label=Text(en="Our partner", zh="我方对口人"), width=18),
        Column(name="together", label=Text(en="What we do together", zh="一起做什么"), width=32),
        Column(name="superior_knows", label=Text(en="The superior knows", zh="上级知情"), kind="choice", options=YES_NO, width=11),
        Column(name="review", label=Text(en="Look again on", zh="复查日期"), kind="date", width=12),
    ),
)  # fmt: skip

FORM = Form(
    id="relationship_plan",
    version=1,
    title=Text(en="Relationship plan", zh="客户关系提升表"),
    about=Text(
        en="Whom we know at one account, how well, through whom, and what comes next. Work facts only; delete the rows of people who have left.",
        zh="一个客户里我们认识谁、走到哪一步、靠谁维系、下一步做什么。只记工作信息；人已离职的请删除。",
    ),
    sheets=(
        Sheet(
            title=Text(en="Map and action plan", zh="关系地图与行动计划"),
            blocks=(
                _KEY_FIGURES,
                _MAP,
                Note(Text(en="Steps: none yet 0, good feeling 1, trust 2, benefit 3 (of the department, never of the person), affection 4. Weak spot: influence 4 or 5, and step 0 or 1 or no owner. Begin with order 1.",
                          zh="步骤：尚无关系 0、好感 1、信任 2、利益 3(部门的利益，绝不是个人的)、情感 4。薄弱点：影响力 4 或 5，且步骤为 0、1 或无人负责。从次序 1 做起。")),
            ),
        ),
        Sheet(title=Text(en="Coverage", zh="覆盖率"), blocks=(
            _DEPARTMENTS,
            Chart(kind="column", title=Text(en="Coverage by department", zh="各部门覆盖率"), categories="{by_department.one_department}",
                  unit=Text(en="Coverage", zh="覆盖率"), axis="percent", series=(Series(Text(en="Coverage", zh="覆盖率"), "{by_department.department_coverage}"),)),
        )),
        Sheet(title=Text(en="Counterpart matrix", zh="虚拟组织对应表"), blocks=(
            _HOURS, _MATRIX, _TEAM,
            Note(Text(en="Exactly one person answers in each row, somebody else does the work. Write names the same way everywhere, so that the hours add up.",
                      zh="每行有且只有一人负责，由另一人执行。同一个人各处写法要一致，工时才能正确汇总。")),
        )),
        Sheet(title=Text(en="VIP club calendar", zh="VIP 客户俱乐部活动表"), blocks=(
            _CLUB, _CAPS, _GIFTS,
            Note(Text(en="Guests' companies know of each meeting; no prices and no customers are spoken of among competitors. Nothing is given while a tender, an order or a complaint is being decided.",
                      zh="每次活动来宾单位都知情；竞争对手之间不谈价格和客户。招标、下单、投诉处理期间什么都不送。")),
        )),
        Sheet(title=Text(en="Rising Star list", zh="明日之星名单"), blocks=(
            _STARS,
            Note(Text(en="Two of three signs make a Rising Star. The signs are about work; age, family and health have no place here.",
                      zh="三条中符合两条即为明日之星。只看工作表现，年龄、家庭、健康都不记。")),
        )),
    ),
)  # fmt: skip


def case_relationship_plan(lang: str) -> FormData:
    """Return the plan filled with Rynfando Warehouse Technology: the case's contacts, and a year's plan written for it.

    Examples
    --------
    >>> len(case_relationship_plan("en").tables["people"])
    12
    """
    people = story.people_of(story.ACCOUNT, lang)
    steps = relationships.DECISION_MAKER_STEPS
    department = {words.pick(lang): name for name, words in LABELS["department"].items()}

    def said(english: str, chinese: str) -> str:
        return english if lang == "en" else chinese

    actions = {
        "C180": (said("Introduction by the finance manager, first visit with a delivery report", "请财务经理引见，首次拜访带交付报告"), date(2026, 7, 20), 15_000.0),
        "C186": (said("Joint test of the noise limit, report in two weeks", "联合测试噪声限值，两周内出报告"), date(2026, 8, 10), 0.0),
        "C190": (said("Seminar in the design office, then a visit of our engineer", "设计部技术讲座，之后由工程师拜访"), date(2026, 9, 4), 6_000.0),
        "C181": (said("Study visit: energy saving measured together", "考察样板工厂，共同实测节能"), date(2026, 10, 15), 36_000.0),
    }
    rows: list[dict[str, Any]] = []
    for contact, each in people.iterrows():
        row: dict[str, Any] = {
            "person": each["name"],
            "department": department[each["department"]],
            "influence": int(each["influence"]),
            "met": "yes" if isinstance(each["owner"], str) else "no",
            "step": steps[int(each["step"])],
        }
        if isinstance(each["owner"], str):
            row["our_owner"] = each["owner"]
        if contact in actions:
            row["action"], row["due"], row["action_cost"] = actions[str(contact)]
        rows.append(row)
    kam, engineer, service = said("Key-account manager", "大客户经理"), said("Application engineer", "应用工程师"), said("Service manager", "服务经理")
    quality, money, director = said("Quality manager", "质量经理"), said("Sales controller", "销售财务"), said("Sales director", "销售总监")
    monthly, quarterly = said("every month", "每月"), said("every quarter", "每季度")
    name = people["name"]
    matrix = [
        {"their_person": name["C180"], "answers": director, "works": kam, "informed": service, "rhythm": monthly},
        {"their_person": name["C181"], "answers": engineer, "works": service, "consulted": quality, "rhythm": monthly},
        {"their_person": name["C186"], "answers": quality, "works": service, "consulted": engineer, "rhythm": quarterly},
        {"their_person": name["C187"], "answers": kam, "works": money, "rhythm": quarterly},
        {"their_person": name["C179"], "answers": director, "works": kam, "rhythm": said("twice a year", "每年两次")},
    ]
    club = [
        {"topic": said("Energy use of fast stackers: what is measured, what is promised", "高速堆垛机能耗：实测多少，承诺多少"), "club_date": date(2026, 9, 17), "host": director,
         "guests": said("Technical directors of six accounts", "六家客户的技术总监"), "heads": 9, "club_cost": 16_200.0, "leave": "given"},
        {"topic": said("Spare parts in two hours: who pays for the stock?", "备件两小时到位：库存的钱谁出？"), "club_date": date(2026, 11, 19), "host": director,
         "guests": said("Production managers of eight accounts", "八家客户的生产经理"), "heads": 12, "club_cost": 14_400.0, "leave": "asked"},
    ]  # fmt: skip
    gifts = [
        {"recipient": name["C183"], "gift_date": date(2026, 1, 15), "gift": said("desk set", "文具套装"), "occasion": said("New Year, all buyers", "新年，采购员人人有"), "gift_value": 160.0},
        {"recipient": name["C184"], "gift_date": date(2026, 3, 4), "gift": said("gearbox model", "减速机模型"), "occasion": said("line started up", "产线投产"), "gift_value": 180.0},
        {"recipient": name["C183"], "gift_date": date(2026, 6, 2), "gift": said("handbook", "技术手册"), "occasion": said("after the seminar", "技术讲座后"), "gift_value": 190.0},
    ]  # fmt: skip
    stars = [
        {"star": name["C188"], "star_department": "engineering", "influence_now": 2, "asked": "yes", "trusted": "yes", "open_talk": "yes", "partner": engineer,
         "together": said("Noise test, then the drive of the next platform", "噪声测试，然后是下一代平台的驱动"), "superior_knows": "yes", "review": date(2026, 12, 15)},
        {"star": name["C182"], "star_department": "engineering", "influence_now": 3, "asked": "no", "trusted": "yes", "open_talk": "no", "partner": engineer,
         "together": said("Seminar in the design office", "设计部技术讲座"), "superior_knows": "yes", "review": date(2026, 12, 15)},
    ]  # fmt: skip
    team = [{"member": each} for each in (kam, engineer, quality, money, director, service)]
    values = {"customer": story.ACCOUNT_NAME.pick(lang), "action_budget": 100_000.0}
    return FormData(values, {"people": rows, "matrix": matrix, "team": team, "club": club, "gifts": gifts, "stars": stars})
