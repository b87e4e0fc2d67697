"""What colleagues say when a virtual team is built, by the letter it calls for: C, I or none. All invented.

Nobody speaks of a function in which the same person could hold A or R; `x3_mirror.CAN` says who could.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text

LETTERS = {
    "C": Text(en="C · is asked before", zh="C · 事前征求意见"),
    "I": Text(en="I · is told after", zh="I · 事后通知"),
    "none": Text(en="No letter", zh="不用参与"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody of ours says about a function of the customer, the letter it calls for, and why."""

    id: str
    function: str
    who: str
    letter: str
    told: Text
    why: Text


VOICES = (
    Voice("terms", "purchase", "controller", "C", Text(en="“Payment terms beyond 60 days: only with my release.”", zh="“付款期超过 60 天的，要我放行才行。”"),
          Text(en="Without the release the offer cannot go out: asked before, C.", zh="没有放行，报价发不出去：事前要问，C。")),
    Voice("size", "purchase", "engineer", "C", Text(en="“If I have not chosen the drive size, the quotation is worth nothing.”", zh="“规格不经我选定，报价就不作数。”"),
          Text(en="The quotation stands on the size: asked before, C.", zh="报价以规格为准：事前要问，C。")),
    Voice("clauses", "purchase", "quality", "I", Text(en="“I put the inspection clauses of a signed contract into our plan.”", zh="“合同签好以后，我把检验条款排进计划。”"),
          Text(en="The work begins with the signed contract: told after, I.", zh="合同签好才开始做：事后通知，I。")),
    Voice("forecast", "purchase", "controller", "I", Text(en="“An order that has come in I add to the forecast.”", zh="“收到的订单，我计入销售预测。”"),
          Text(en="Goes on working with the result: told after, I.", zh="拿结果接着做事：事后通知，I。")),
    Voice("rivals", "purchase", "engineer", "none", Text(en="“I should like to hear what rivals charge; for my work I do not need it.”", zh="“别家报多少，我很想听听，工作上倒用不着。”"),
          Text(en="To be curious is no task: no letter.", zh="好奇不等于有事要做：不用参与。")),
    Voice("price_talks", "purchase", "quality", "none", Text(en="“Copy me on the price talks before anybody forgets me; I have nothing to do with them.”", zh="“谈价格先抄送我一份，别把我忘了，虽然跟我没关系。”"),
          Text(en="Nothing to decide and nothing to do with it: no letter.", zh="既不用定，也不用做：不用参与。")),
    Voice("development", "technical", "director", "C", Text(en="“A special development above CNY 200,000 needs my yes.”", zh="“特殊开发超过 20万元的，要我点头。”"),
          Text(en="Without the yes nothing may be promised: asked before, C.", zh="没点头就不能答应客户：事前要问，C。")),
    Voice("prototype", "technical", "controller", "C", Text(en="“No prototype until I have said which budget bears it.”", zh="“样机费用走哪笔预算，没经我确认，不能开工。”"),
          Text(en="Without a budget nobody may begin: asked before, C.", zh="没有预算就不能开工：事前要问，C。")),
    Voice("released", "technical", "director", "I", Text(en="“I report released designs at the monthly meeting.”", zh="“定稿的设计，我在月度会上汇报。”"),
          Text(en="Reports what is decided already: told after, I.", zh="汇报的是已定的事：事后通知，I。")),
    Voice("cost_price", "technical", "controller", "I", Text(en="“When the design is fixed, I work out the cost price anew.”", zh="“设计定下来，我要重新核算成本。”"),
          Text(en="Works out the cost of what is fixed already: told after, I.", zh="核算的是已定的设计：事后通知，I。")),
    Voice("drawings", "technical", "controller", "none", Text(en="“Send me the drawings, too, for completeness; I do not work with them.”", zh="“图纸也给我一份吧，图个齐全，平时用不到。”"),
          Text(en="Does not work with them: no letter.", zh="用不到：不用参与。")),
    Voice("test_runs", "technical", "director", "none", Text(en="“I should like to follow every test run; there is nothing for me to do there.”", zh="“每次试验我都想跟着看看，倒没有什么要我做的。”"),
          Text(en="Nothing to do there; the hours are missing elsewhere: no letter.", zh="没有要做的事，白占工时：不用参与。")),
    Voice("fault", "quality", "kam", "C", Text(en="“No fault is admitted in writing until I have looked into the frame contract.”", zh="“书面承认责任，要等我查过框架协议再说。”"),
          Text(en="The contract decides what may be written: asked before, C.", zh="能写什么，合同说了算：事前要问，C。")),
    Voice("credit_note", "quality", "controller", "C", Text(en="“How much we may credit for a complaint depends on the provision, and that only I can see.”", zh="“投诉能赔多少，要看准备金，这个只有我查得到。”"),
          Text(en="Nobody can offer an amount without this figure: asked before, C.", zh="没有这个数，赔多少没法开口：事前要问，C。")),
    Voice("visit", "quality", "kam", "I", Text(en="“Before my next visit I must know how the complaint ended.”", zh="“下次拜访之前，我要知道投诉是怎么结案的。”"),
          Text(en="Needs the result and has no say in it; “before” is about the visit: told after, I.", zh="要的是结果，不参与决定；“之前”说的是拜访：事后通知，I。")),
    Voice("failure_rate", "quality", "director", "I", Text(en="“The final failure rate goes into my monthly report.”", zh="“失效率定稿以后，我写进月报。”"),
          Text(en="Passes on a final figure: told after, I.", zh="转报已定的数字：事后通知，I。")),
    Voice("records", "quality", "director", "none", Text(en="“Copy me on every inspection record; I shall hardly open them.”", zh="“检验记录每份都抄送我吧，我多半不会打开。”"),
          Text(en="What nobody opens nobody needs: no letter.", zh="不看的东西就不用给：不用参与。")),
    Voice("audit", "quality", "controller", "none", Text(en="“I should like to see an audit for once; it does not touch my figures.”", zh="“审核我也想去看一次，不影响我的账。”"),
          Text(en="It does not touch the work: no letter.", zh="与工作无关：不用参与。")),
    Voice("limit", "finance", "director", "C", Text(en="“A higher credit limit needs my signature.”", zh="“提高信用额度，要我签字。”"),
          Text(en="Without the signature nobody may agree to it: asked before, C.", zh="没有签字，谁也不能答应：事前要问，C。")),
    Voice("stop", "finance", "service", "C", Text(en="“Whoever stops deliveries for unpaid invoices should know which of their lines would stand still. I know it.”", zh="“因欠款要停止供货的，得知道会停掉他们哪条产线，这只有我清楚。”"),
          Text(en="The decision needs this knowledge: asked before, C.", zh="做决定少不了这个情况：事前要问，C。")),
    Voice("drive_out", "finance", "service", "I", Text(en="“If deliveries are stopped, my people must hear of it, or they drive out for nothing.”", zh="“供货停了，要让我的人知道，免得白跑一趟。”"),
          Text(en="Acts on what is decided: told after, I.", zh="按已定的事安排：事后通知，I。")),
    Voice("paid", "finance", "director", "I", Text(en="“What came in I want on one page before the month closes.”", zh="“回款情况，关账之前给我一页纸就行。”"),
          Text(en="Wants to see the result and changes nothing; “before” is about the date: told after, I.", zh="只看结果，不改什么；“之前”说的是日期：事后通知，I。")),
    Voice("interest", "finance", "quality", "none", Text(en="“The payment figures I should like to see, out of interest.”", zh="“回款数据我也想看看，只是好奇。”"),
          Text(en="Interest is no task: no letter.", zh="好奇不等于有事要做：不用参与。")),
    Voice("invoices", "finance", "engineer", "none", Text(en="“Keep me posted on their invoices; my projects go on either way.”", zh="“开票情况也跟我说一声，反正我的项目照做。”"),
          Text(en="The projects go on either way: no letter.", zh="项目照做，不受影响：不用参与。")),
    Voice("next_drive", "management", "engineer", "C", Text(en="“What our next drive can do nobody should promise at the top without me.”", zh="“下一代驱动能做到什么，没问过我，高层不要答应。”"),
          Text(en="The promise stands on this knowledge: asked before, C.", zh="能不能答应，要看技术：事前要问，C。")),
    Voice("margin", "management", "controller", "C", Text(en="“No three-year plan is laid on the table whose margin I have not checked.”", zh="“三年规划的毛利没经我核过，不能拿出来谈。”"),
          Text(en="Without the check the plan may not go out: asked before, C.", zh="没核过就不能拿出去：事前要问，C。")),
    Voice("new_plant", "management", "service", "I", Text(en="“When the managers have agreed on a new plant, I plan the people for it.”", zh="“双方高层谈定新厂，我来安排那边的人手。”"),
          Text(en="Plans with what is agreed: told after, I.", zh="按谈定的事安排：事后通知，I。")),
    Voice("joint_target", "management", "quality", "I", Text(en="“A joint quality target I put into our plan.”", zh="“双方定下的质量目标，我列入计划。”"),
          Text(en="Goes on working with what is agreed: told after, I.", zh="拿谈定的结果接着做：事后通知，I。")),
    Voice("sit_in", "management", "quality", "none", Text(en="“I should like to sit in on the talks; they do not change my work.”", zh="“高层会谈我也想旁听，不影响我的工作。”"),
          Text(en="Nothing to say and nothing to do there: no letter.", zh="既没有意见要提，也没有事要做：不用参与。")),
    Voice("news", "management", "service", "none", Text(en="“I like to hear the news from the top before the others; I do nothing with it.”", zh="“高层有什么消息，我喜欢比别人先听到，倒也不用做什么。”"),
          Text(en="“Before the others” is vanity, no task: no letter.", zh="比别人先知道，不等于有事要做：不用参与。")),
)  # fmt: skip

BY_ID = {voice.id: voice for voice in VOICES}
