"""Situations of courtesy and benefit with the verdict of the stated policy and the reason for it. All invented.

`verdict` is the policy's answer, or None where it follows from the value and the caps.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text

VERDICTS = {
    "fine": Text(en="Fine, enter it", zh="可以，登记"),
    "ask": Text(en="Ask compliance first", zh="先请示合规"),
    "refuse": Text(en="Refuse", zh="拒绝"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens, the verdict and its reason; `also` is accepted beside the verdict."""

    id: str
    verdict: str | None
    told: Text
    why: Text
    also: tuple[str, ...] = ()


# Their verdict is a sum: the value of the item and what the person has had this year, against both caps.
VALUED = (
    Situation("tea", None, Text(en="Tea worth {value:money} for the quality manager at Mid-Autumn; so far this year: {prior:money}.", zh="中秋节送质量经理一盒茶叶，价值 {value:money}；今年此前累计 {prior:money}。"),
              Text(en="A usual occasion, given in the open: here only the two caps decide, {value:money} for the item and {total:money} for the person this year.", zh="常见场合，公开赠送，只看两条上限：单件 {value:money}，此人今年累计 {total:money}。")),
    Situation("pen", None, Text(en="A desk set with our logo worth {value:money} for the production manager when the line starts up; so far this year: {prior:money}.", zh="产线投产时送生产经理一套带公司标志的文具，价值 {value:money}；今年此前累计 {prior:money}。"),
              Text(en="With our logo and at an occasion: only the caps decide, {value:money} for the item and {total:money} for the person this year.", zh="带公司标志，场合正当，只看上限：单件 {value:money}，此人今年累计 {total:money}。")),
    Situation("book", None, Text(en="A technical handbook worth {value:money} for a design engineer after our seminar; so far this year: {prior:money}.", zh="技术研讨会后送设计工程师一本技术手册，价值 {value:money}；今年此前累计 {prior:money}。"),
              Text(en="Useful and open: only the caps decide, {value:money} for the item and {total:money} for the person this year.", zh="有用、公开，只看上限：单件 {value:money}，此人今年累计 {total:money}。")),
    Situation("fruit", None, Text(en="A fruit basket worth {value:money} for the head of maintenance after a night shift together; so far this year: {prior:money}.", zh="一起加了夜班后，送设备维修主管一篮水果，价值 {value:money}；今年此前累计 {prior:money}。"),
              Text(en="A friendly thank-you in the open: only the caps decide, {value:money} for the item and {total:money} for the person this year.", zh="公开的感谢，只看上限：单件 {value:money}，此人今年累计 {total:money}。")),
)  # fmt: skip

SITUATIONS = (
    # -- fine ------------------------------------------------------------------------------------
    Situation("lunch", "fine", Text(en="A plain working lunch in our canteen for six people who accept a machine at our plant.", zh="对方六人来我厂验收设备，在我方食堂吃一顿工作餐。"),
              Text(en="A plain meal that belongs to the work, for all alike and in the open: paragraph 1.", zh="与工作有关的便饭，人人一样，公开进行：第 1 条。")),
    Situation("seminar", "fine", Text(en="A free technical seminar at the customer's plant, open to all its engineers.", zh="在客户厂里办一场免费技术讲座，工程师都可以来。"),
              Text(en="Knowledge for the department, open to all: that is business benefit, paragraph 1.", zh="给部门带来知识，人人可来：这是业务利益，第 1 条。")),
    Situation("calendar", "fine", Text(en="The company calendar for everybody in the design office at New Year.", zh="新年给设计室每个人送一本公司挂历。"),
              Text(en="An advertising article of small value for all: paragraph 1.", zh="人人都有的小额宣传品：第 1 条。")),
    Situation("saving", "fine", Text(en="A measured report of the energy saved, handed to the production manager and both managements.", zh="给生产经理和双方管理层一份节能实测报告。"),
              Text(en="The gain is the department's, it is measured and everybody sees it: the step “benefit” as it should be.", zh="好处属于部门，有实测，大家都看得到：“利益”这一步就该这样。")),
    Situation("match", "fine", Text(en="A table-tennis afternoon of both companies in their sports hall, with water and fruit.", zh="双方在对方体育馆打一下午乒乓球，备了水和水果。"),
              Text(en="A get-together of both companies, simple and open: paragraph 1.", zh="两家公司的联谊，简单、公开：第 1 条。")),
    Situation("banner", "fine", Text(en="A thank-you banner presented to the customer's project team in front of everybody.", zh="当众给客户的项目组送一面锦旗。"),
              Text(en="Thanks to a team, without money's worth and before all eyes: paragraph 1.", zh="感谢一个团队，没有经济价值，当众进行：第 1 条。")),
    Situation("pickup", "fine", Text(en="Our driver fetches their audit team from the station and brings it to our plant.", zh="我方司机去车站接审核组到我厂。"),
              Text(en="A lift to the work they came for: paragraph 1.", zh="接人来厂办公事：第 1 条。")),
    # -- ask -------------------------------------------------------------------------------------
    Situation("study_visit", "ask", Text(en="Two days at our reference plant for three engineers; we are to pay train and hotel.", zh="邀请三位工程师到样板工厂考察两天，车票和住宿由我方承担。"),
              Text(en="A study visit has a business purpose, but travel at our cost needs leave before, and their management must know: paragraph 2.", zh="考察有业务目的，但差旅由我方承担须事先批准，还要让对方管理层知情：第 2 条。")),
    Situation("donation", "ask", Text(en="The customer's trade union asks for a donation to its library.", zh="客户工会希望我们给图书室捐款。"),
              Text(en="A donation to a body, no favour asked: possible, but only with leave, a contract and a receipt: paragraph 2.", zh="捐给组织、没有附带要求：可以考虑，但须批准、签协议、有收据：第 2 条。")),
    Situation("mutual", "ask", Text(en="The customer makes shelving and proposes that our warehouse buys from it.", zh="客户生产货架，建议我们仓库也采购它的产品。"),
              Text(en="Being each other's customer is fine when our purchasing compares offers and nobody ties the one order to the other: paragraph 2 asks first.", zh="互为客户可以，但要由我方采购部比价，两边订单不能挂钩：按第 2 条先请示。")),
    Situation("forum", "ask", Text(en="The technical director is invited as speaker to our user day; we would pay a fee for the talk.", zh="邀请技术总监在用户大会上演讲，由我方付讲课费。"),
              Text(en="A fee to a person who decides about us: only with leave, at a usual rate, through the employer: paragraph 2.", zh="付费给能决定我们业务的人：须批准、按通行标准、经其单位：第 2 条。")),
    Situation("vip", "ask", Text(en="A VIP club evening with a concert; tickets cost far more than the cap.", zh="VIP 客户俱乐部之夜安排听音乐会，票价远超上限。"),
              Text(en="Above the cap: ask before you invite. Often the answer is a technical programme with a plain dinner.", zh="超过上限：先请示再邀请。多半会改成技术交流加便餐。")),
    Situation("received", "ask", Text(en="The customer's buyer gives our engineer a smart watch as a souvenir; it would be rude to give it back on the spot.", zh="客户采购员送我方工程师一块智能手表作纪念，当场退回会失礼。"),
              Text(en="The policy holds for what we take, too: report it at once, compliance decides about giving it back: paragraph 2.", zh="收礼同样适用：马上报告，由合规决定如何退回：第 2 条。"), also=("refuse",)),
    Situation("relative", "ask", Text(en="The purchasing manager's daughter applies for an internship with us, through our website.", zh="采购经理的女儿通过公司网站申请来我方实习。"),
              Text(en="She may apply like anybody; but a person close to a decider needs a decision by others: paragraph 2.", zh="她可以和别人一样申请；但涉及决策者的亲属，要由其他人来决定：第 2 条。")),
    Situation("sponsor", "ask", Text(en="The customer's sports festival looks for sponsors; a banner with our logo is offered in return.", zh="客户办运动会拉赞助，回报是挂一条带我方标志的横幅。"),
              Text(en="Sponsoring has a return, but it is money to a customer: with leave and contract only, paragraph 2.", zh="赞助有回报，但毕竟是给客户的钱：须批准并签合同，第 2 条。")),
    # -- refuse ----------------------------------------------------------------------------------
    Situation("commission", "refuse", Text(en="The buyer suggests 2% of the order for a “consultant” whose account he names.", zh="采购员提出按订单的 2% 付给一位“顾问”，账号由他提供。"),
              Text(en="A kickback under another name: refuse and report, whatever the order is worth: paragraph 3.", zh="换了名目的回扣：不管订单多大，拒绝并报告：第 3 条。")),
    Situation("red_packet", "refuse", Text(en="An engineer of theirs marries; our KAM wants to give a red packet from his own pocket.", zh="对方一位工程师结婚，我方大客户经理想自己掏钱包个红包。"),
              Text(en="Cash stays cash, and from one's own pocket it is still given for the company: paragraph 3. A card with good wishes is enough.", zh="现金就是现金，自己掏钱也是为公司送的：第 3 条。送张贺卡就够了。")),
    Situation("tender", "refuse", Text(en="Dinner for the evaluation team in the week in which it opens the bids; ours is one of them.", zh="开标那一周请评标小组吃饭，我们也投了标。"),
              Text(en="While a decision is open nothing is given, not even what is fine at other times: paragraph 3.", zh="对方正在做决定时什么都不送，平时可以的也不行：第 3 条。")),
    Situation("official", "refuse", Text(en="A shopping card for the inspector of the state authority who checks the customer's lifting gear.", zh="给检查客户起重设备的政府部门检验员送一张购物卡。"),
              Text(en="An official, and as good as cash: refuse, paragraph 3. For officials the criminal law is stricter still.", zh="对方是公职人员，购物卡又等同现金：拒绝，第 3 条。涉及公职人员，刑法更严。")),
    Situation("family_trip", "refuse", Text(en="The study visit is to take in a beach resort for the manager's family, booked as “technical exchange”.", zh="考察顺带安排经理一家去海滨度假，按“技术交流”报销。"),
              Text(en="For the family, and entered under a false name: both are forbidden, paragraph 3.", zh="给家属的，而且用虚假名目入账：两样都禁止，第 3 条。")),
    Situation("secret", "refuse", Text(en="“Send the bottle to my home, nobody needs to know.”", zh="“酒送到我家里，别让人知道。”"),
              Text(en="What must not be known is not courtesy. Secret or to the home: paragraph 3.", zh="见不得人的就不是礼。私下送、送到家：第 3 条。")),
    Situation("complaint", "refuse", Text(en="A costly present for the quality manager, so that the complaint is closed before the quarter ends.", zh="给质量经理送份厚礼，好让投诉在季度末之前关闭。"),
              Text(en="Something for a favour: refuse, paragraph 3. Close the complaint by mending the fault.", zh="以礼换事：拒绝，第 3 条。要靠解决问题来关闭投诉。")),
    Situation("tied", "refuse", Text(en="“We buy your shelving if you buy our drives, and the price shall stay off the paper.”", zh="“你们买我们的驱动，我们就买你们的货架，价格不写在纸上。”"),
              Text(en="Mutual business tied together and hidden: refuse, paragraph 3. Each order stands on its own, in writing.", zh="两边业务捆绑，还要瞒着：拒绝，第 3 条。每一单都独立成立，写在纸上。")),
    Situation("rival_price", "refuse", Text(en="A buyer offers the rival's price list for a weekend in a hotel.", zh="采购员说，给他安排一个周末的酒店，就把对手的报价给我们。"),
              Text(en="A bribe for a trade secret: two offences in one, paragraph 3.", zh="用好处换商业秘密：一件事犯两条，第 3 条。")),
    Situation("job", "refuse", Text(en="“Take my nephew on and the frame contract is yours.”", zh="“把我侄子招进去，框架协议就是你们的。”"),
              Text(en="A post for a decision is a bribe like money: paragraph 3.", zh="用职位换决定，和送钱一样是贿赂：第 3 条。")),
)  # fmt: skip

BY_ID = {each.id: each for each in (*VALUED, *SITUATIONS)}
ITEMS = {
    "tea": Text(en="tea", zh="茶叶"),
    "desk_set": Text(en="desk set", zh="文具套装"),
    "handbook": Text(en="handbook", zh="技术手册"),
    "fruit": Text(en="fruit basket", zh="水果"),
    "mooncakes": Text(en="mooncakes", zh="月饼"),
    "model": Text(en="gearbox model", zh="减速机模型"),
}
