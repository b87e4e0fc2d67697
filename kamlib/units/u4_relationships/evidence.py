"""What our people report about contacts at the customer, by the step it is evidence of. All invented, nothing private."""

from __future__ import annotations

from kamlib.text import Text

EVIDENCE: dict[str, dict[str, Text]] = {
    "none": {
        "n1": Text(en="We know the name and the post, nothing else.", zh="只知道姓名和职务，别的一无所知。"),
        "n2": Text(en="Three e-mails from us, no answer.", zh="我们发过三封邮件，没有回音。"),
        "n3": Text(en="“Send your catalogue to the office”, and that was all.", zh="只说了一句“资料寄到办公室吧”，就没有下文了。"),
        "n4": Text(en="New in the post since spring; the predecessor knew us, with this person we begin at nothing.", zh="今年春天刚上任；前任认识我们，和现任还要从零开始。"),
        "n5": Text(en="Sat in one meeting with us, said nothing, asked for nothing.", zh="参加过一次会，没发言，也没提要求。"),
        "n6": Text(en="Whatever we ask, a colleague answers; from this person nothing has come.", zh="我们问什么都由同事代答，本人从没有表示过什么。"),
        "n7": Text(en="Deals with the rival's people; with us there has been no real talk so far.", zh="平时和竞争对手打交道，跟我们还没真正谈过。"),
    },
    "good_feeling": {
        "g1": Text(en="Takes our calls and likes a chat at the fair; about plans not a word.", zh="电话会接，展会上也愿意聊几句，但计划一字不提。"),
        "g2": Text(en="Praises our engineer's talk, accepts the next visit; no task for us yet.", zh="夸我们工程师讲得好，同意下次再来，但还没有交办过事情。"),
        "g3": Text(en="Shows us round the workshop; questions about budgets are passed over.", zh="带我们参观车间；一问预算就把话题岔开。"),
        "g4": Text(en="Friendly, came to our open day, and decides on the others' data sheets.", zh="态度友好，来过我们的开放日，选型却还是看别家的资料。"),
        "g5": Text(en="Answers within a day, politely, and always in general terms.", zh="当天就回信，很客气，但总是泛泛而谈。"),
    },
    "trust": {
        "t1": Text(en="Told us of the delayed line before it was announced, and asked us to keep it to ourselves.", zh="产线延期的消息还没公布就告诉了我们，并请我们保密。"),
        "t2": Text(en="Sends us the drawing before the enquiry goes out, since we kept our date twice.", zh="我们两次按时兑现，之后图纸总在询价之前就发给我们。"),
        "t3": Text(en="Gave us the test bench for a week without anybody watching.", zh="把试验台交给我们用了一周，没派人盯着。"),
        "t4": Text(en="Asked our opinion on a rival's failure and acted on it.", zh="竞品出了故障，来问我们的意见，还照着办了。"),
        "t5": Text(en="Says openly where our offer is weak, so that we can mend it.", zh="直接告诉我们方案弱在哪里，好让我们改进。"),
    },
    "benefit": {
        "b1": Text(en="Reports upstairs that our drive saves the department 120 hours of set-up a year.", zh="向上汇报说，用了我们的驱动，部门每年少花 120 小时调试。"),
        "b2": Text(en="Put the scrap saved with us, 1.4 points, into the department's own targets.", zh="把和我们一起降下来的 1.4 个百分点废品率写进了部门指标。"),
        "b3": Text(en="Counts on our stock at the plant: the department's downtime fell by a third.", zh="部门停机时间降了三分之一，靠的就是我们设在厂里的库存。"),
        "b4": Text(en="Showed colleagues the calculation: with us the project costs 8% less over its life.", zh="给同事看过测算：用我们的方案，项目全周期成本低 8%。"),
        "b5": Text(en="Our joint test replaced two suppliers' audits; the department says it won three weeks.", zh="和我们做的联合测试顶了两次供应商审核，部门说省了三周。"),
    },
    "affection": {
        "a1": Text(en="Defended us in the meeting we were not at, when a delivery was late.", zh="有一次交货晚了，我们不在场，是这个人在会上替我们说话。"),
        "a2": Text(en="Moved to a new post and brought our team along to introduce it there.", zh="换岗之后，主动把我们的团队介绍给新部门。"),
        "a3": Text(en="Calls us first when a line stands still, before looking at the contract.", zh="产线一停，先打电话给我们，合同都来不及看。"),
        "a4": Text(en="After the hard start-up we got through together, tells every newcomer why they work with us.", zh="一起扛过那次艰难的投产，之后见到新同事就讲为什么要跟我们合作。"),
        "a5": Text(en="After a mistake of ours talked the own boss out of cancelling the next order; we heard of it only later.", zh="我们出过一次差错，是这个人说服上司没有取消下一单，我们事后才听说。"),
    },
}  # fmt: skip

STEP_OF = {id: step for step, entries in EVIDENCE.items() for id in entries}
TOLD = {id: text for entries in EVIDENCE.values() for id, text in entries.items()}
