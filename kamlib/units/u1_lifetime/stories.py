"""The account stories of U1.X2: what each tells, between which limits its figures lie, and the next move.

The next move is a judgement of ours; a story may accept two.
"""

from __future__ import annotations

from dataclasses import dataclass

from kamlib.text import Text


@dataclass(frozen=True, slots=True)
class Story:
    """An account as its salesperson tells it; figures as ranges (months, growth and share in per cent)."""

    id: str
    stage: str
    told: Text
    months: tuple[int, int]
    growth: tuple[int, int]
    share: tuple[int, int]
    complaints: int  # change against last year, number of complaints
    moves: tuple[str, ...]  # accepted CRM steps, the model answer first
    why: Text


STORIES = (
    Story("samples", "exploration", Text(en="Has ordered test units twice. The design engineers like them; purchasing wants to see prices for series.", zh="订过两次样机。设计工程师满意，采购想看批量价格。"),
          (3, 10), (20, 90), (3, 9), 0, ("develop",),
          Text(en="They know us and test us; now the series order must be won.", zh="对方已经了解并试用，接下来要把批量订单拿下来。")),
    Story("unknown", "exploration", Text(en="Orders a few spare parts by e-mail. Nobody of us has been there; we do not know who decides or what else they buy.", zh="偶尔发邮件买些备件。我们没人去过，不知道谁拍板，也不知道他们还买什么。"),
          (20, 60), (-4, 10), (2, 8), 0, ("identify",),
          Text(en="Before we invest anything we must know who decides and how large their demand is.", zh="投入之前，先要弄清谁拍板、需求有多大。")),
    Story("fair", "exploration", Text(en="First order came in after a trade fair. Their web page shows four plants; we deliver to one and know one buyer.", zh="展会之后来了第一单。网站上写着有四个工厂，我们只供其中一个，只认识一位采购员。"),
          (2, 9), (30, 120), (2, 7), 0, ("identify", "develop"),
          Text(en="Find out what the other plants need and who decides there; winning them comes next.", zh="先摸清其他工厂的需求和决策者，再去争取订单。")),
    Story("second_source", "exploration", Text(en="Keeps us as second source for three years now. The main supplier misses delivery dates; the production manager asks whether we could take a whole line.", zh="三年来一直把我们当备选供应商。主供应商经常误期，生产经理问我们能不能整线供货。"),
          (30, 48), (16, 35), (5, 9), 0, ("develop",),
          Text(en="The door stands open: win the line.", zh="机会就在眼前：把整线拿下。")),
    Story("second_line", "formation", Text(en="We equip line one. The drives of line two are put out to tender next month; a rival supplies them today.", zh="一号线由我们配套。二号线的传动件下月招标，目前由竞争对手供货。"),
          (18, 40), (18, 45), (14, 26), 0, ("develop",),
          Text(en="Line two is business we do not have yet: it must be won.", zh="二号线是我们还没有拿到的业务，要去争取。")),
    Story("only_gearboxes", "formation", Text(en="Buys gearboxes from us and is content. Couplings, drives and service come from four other suppliers; the plant manager would like fewer.", zh="从我们这里买减速机，很满意。联轴器、变频器和服务来自另外四家，厂长希望减少供应商。"),
          (20, 60), (16, 40), (16, 28), -1, ("raise_value", "develop"),
          Text(en="The relationship carries more: offer the rest of the package.", zh="关系已经撑得起更多业务：把其余品类一并提供。")),
    Story("frame_ends", "formation", Text(en="Orders rise every quarter. The frame contract ends in three months, and a rival has asked for an appointment.", zh="订单逐季上升。框架协议三个月后到期，竞争对手已经约了见面。"),
          (16, 36), (20, 50), (20, 29), 0, ("retain",),
          Text(en="First secure what has grown: renew the contract before the rival is there.", zh="先守住增长成果：赶在对手之前续约。")),
    Story("new_series", "formation", Text(en="Their new machine series sells better than planned and has our drives in it. The call-offs do not come in time and we deliver late now and then.", zh="对方的新机型卖得比预期好，用的是我们的传动件。要货计划来得晚，我们偶尔交货不及时。"),
          (14, 30), (30, 70), (24, 38), 1, ("retain",),
          Text(en="Late deliveries are how growing accounts are lost: agree on a forecast and delivery first.", zh="成长中的客户往往就是因为误期丢掉的：先商定需求预测和交付。")),
    Story("renewal", "stability", Text(en="Same order volume for years, and every visit is friendly. The long-standing purchasing manager retires in autumn; we do not know the successor.", zh="多年订单量稳定，每次拜访都很愉快。老采购经理秋天退休，接任者我们还不认识。"),
          (70, 150), (-3, 6), (40, 65), 0, ("retain", "identify"),
          Text(en="What holds this account is leaving: get to know the successor and the users now.", zh="维系关系的人要走了：现在就去认识接任者和使用部门。")),
    Story("no_service", "stability", Text(en="All gear units come from us. Maintenance is done by their own people, who complain about standstills and ask for advice.", zh="减速机全部由我们供应。维护由对方自己做，他们抱怨停机，常来请教。"),
          (60, 130), (0, 10), (45, 64), -1, ("raise_value",),
          Text(en="The business is safe; a service contract helps them and raises what the account leaves.", zh="业务稳固，签一份服务合同既帮客户解决问题，也提高我方收益。")),
    Story("energy", "stability", Text(en="Buys the same catalogue units every month. Their plant manager must cut energy by a tenth and asks suppliers for ideas.", zh="每月采购同样的目录产品。厂长要把能耗降低一成，正向供应商征集办法。"),
          (50, 110), (-2, 8), (34, 55), 0, ("raise_value",),
          Text(en="Now there is a reason to move from catalogue to solution.", zh="从卖目录产品到提供解决方案，现在正是时机。")),
    Story("small_dip", "stability", Text(en="Orders are a little below last year because one of their lines was rebuilt. Fewer complaints than ever. A rival has sent an offer, which they showed us.", zh="因改造一条生产线，订单比去年略少。投诉比以往都少。对手发来报价，对方拿给我们看了。"),
          (60, 140), (-7, -3), (42, 60), -2, ("retain",),
          Text(en="They show us the rival's offer: answer quickly and keep them.", zh="对方主动把对手的报价给我们看：要尽快回应，把客户守住。")),
    Story("late", "decline", Text(en="Orders go to a second supplier bit by bit. Twice we delivered late, and nobody called to explain.", zh="订单一点点流向第二家供应商。我们误过两次交期，事后也没人打电话解释。"),
          (60, 140), (-35, -14), (25, 48), 3, ("retain",),
          Text(en="The cause is ours and can be put right: apologise, repair, win trust back.", zh="问题出在我方，可以补救：道歉、整改，重新赢得信任。")),
    Story("complaints", "decline", Text(en="Slightly fewer orders than last year. The quality manager now puts every complaint into writing, with the purchasing manager in copy.", zh="订单比去年略少。质量经理现在每件投诉都发书面函，并抄送采购经理。"),
          (50, 120), (-8, -3), (35, 55), 4, ("retain",),
          Text(en="Written complaints are the preparation of a change: solve them now.", zh="投诉变成书面，往往是在为换供应商做准备：现在就解决。")),
    Story("closing", "decline", Text(en="The group moves production of their main machine abroad; who will decide on drives there is open.", zh="集团要把主力机型转到国外生产，以后由谁选定传动件还没有定。"),
          (70, 150), (-45, -18), (30, 55), 0, ("identify",),
          Text(en="The account as we knew it ends; find out who decides in future and what is still worth an effort.", zh="原来的客户格局已经结束：先弄清以后谁拍板，还有什么值得投入。")),
    Story("cheaper", "decline", Text(en="They compare every order with a cheap supplier. Our people have never shown what the longer life of our units saves them.", zh="每张订单都拿低价供应商来比。我们从没给客户算过，产品寿命长能为他们省多少钱。"),
          (48, 110), (-28, -12), (22, 40), 1, ("retain", "raise_value"),
          Text(en="Prove the value in their own figures, then the price is not the only thing compared.", zh="用客户自己的数字证明价值，对方才不会只比价格。")),
)  # fmt: skip
BY_ID = {story.id: story for story in STORIES}
