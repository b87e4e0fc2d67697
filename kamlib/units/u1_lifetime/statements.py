"""The statements of U1.X3, sorted into CRM as strategy, CRM thinking and the CRM system, and three failed projects."""

from __future__ import annotations

from kamlib.text import Text

# The document names the three and does not say how they relate (U1.02): the sorting is the course's own.
LEVELS = {
    "strategy": Text(en="CRM as strategy", zh="CRM 战略"),
    "thinking": Text(en="CRM thinking", zh="客户关系管理思想"),
    "system": Text(en="CRM system", zh="客户关系管理系统"),
}
LEVEL_NOTES = {
    "strategy": Text(en="what the company decides", zh="公司决定做什么"),
    "thinking": Text(en="what people believe and how they act", zh="大家怎么想、怎么做"),
    "system": Text(en="what stores, counts and reminds", zh="负责记录、计算、提醒的工具"),
}

STATEMENTS: dict[str, dict[str, Text]] = {
    "strategy": {
        "tiers": Text(en="Accounts below a lifetime profit of half a million are served by dealers from next year on.", zh="全生命周期利润低于 50万元的客户，明年起由经销商服务。"),
        "equity": Text(en="The board sets a target for customer equity beside the target for sales.", zh="公司高层在销售目标之外，再定一个客户权益目标。"),
        "retention_budget": Text(en="A third of the marketing money goes from winning new accounts to keeping old ones.", zh="把三分之一的市场费用从开发新客户转到维系老客户。"),
        "teams": Text(en="The twelve strategic accounts each get a team of sales, engineering and service.", zh="十二家战略型客户，每家配备销售、技术、服务组成的团队。"),
        "bonus": Text(en="Half the bonus of a key-account manager depends on the contribution after cost to serve.", zh="大客户经理的奖金，一半与扣除服务成本后的边际贡献挂钩。"),
        "segments": Text(en="We concentrate on battery and logistics equipment and stop courting textile mills.", zh="集中做锂电和物流装备客户，不再主动开发纺织厂。"),
        "exit": Text(en="An account that loses money two years running gets new terms or is given up.", zh="连续两年亏损的客户，要么调整条款，要么放弃。"),
        "growth": Text(en="Half of next year's growth is to come from accounts that we already have.", zh="明年一半的增长要来自现有客户。"),
    },
    "thinking": {
        "asset": Text(en="“I ask of every discount what it does to the account over the years.”", zh="“每让一次价，我都会想：几年下来，对这个客户有什么影响？”"),
        "everyone": Text(en="The fitter who repairs a gear unit tells sales that the customer plans a new hall.", zh="维修师傅上门修减速机，听说客户要建新厂房，主动告诉销售。"),
        "no": Text(en="“This order does not suit them; I advise them against it, and they will come back.”", zh="“这个配置不适合客户，我会劝他别买，以后他还会来找我们。”"),
        "complaint": Text(en="A complaint is welcomed as a chance to keep the account.", zh="把投诉看作留住客户的机会。"),
        "their_success": Text(en="“Our drives are good when their machine sells well.”", zh="“客户的机器卖得好，才说明我们的传动件做得好。”"),
        "shared": Text(en="Sales people pass on what they know of an account instead of keeping it to themselves.", zh="业务员愿意把掌握的客户情况告诉同事，而不是自己留着。"),
        "market": Text(en="“I do not have one customer there, I have a market with seven departments.”", zh="“那里不是一个客户，而是有七个部门的一个市场。”"),
        "long_view": Text(en="Nobody pushes stock on an account in December to make the year's figure.", zh="没有人为了冲年底业绩，在十二月向客户压货。"),
    },
    "system": {
        "history": Text(en="All orders, visits and complaints of an account are found on one page.", zh="在一个页面上能查到客户的全部订单、拜访和投诉。"),
        "reminder": Text(en="A note comes up ninety days before a frame contract ends.", zh="框架协议到期前九十天自动弹出提醒。"),
        "clp_monthly": Text(en="The lifetime profit of each account is worked out afresh every month.", zh="每月自动重新计算各客户的全生命周期利润。"),
        "rights": Text(en="Each user sees the data of their own accounts only.", zh="每位用户只能看到自己客户的数据。"),
        "import": Text(en="Order data flow in from the accounting software every night.", zh="每天夜里从财务软件导入订单数据。"),
        "mobile": Text(en="Visit reports are entered on the telephone and saved at once.", zh="拜访记录用手机填写，即时保存。"),
        "dashboard": Text(en="A screen shows falling orders in red the day after.", zh="订单下滑，第二天就在看板上标红。"),
        "duplicates": Text(en="Entries of the same company under two names are found and merged.", zh="自动找出并合并同一公司的重复记录。"),
    },
}  # fmt: skip

WHY_LEVEL = {
    "strategy": Text(en="Somebody with authority has decided where people and money go: that is strategy.", zh="这是有权限的人决定人手和资金投向哪里：属于战略。"),
    "thinking": Text(en="No decision from above and no software: this is how somebody sees the customer and acts. That is CRM thinking.", zh="既不是上面的决定，也不是软件功能，而是人怎样看待客户、怎样行动：属于思想。"),
    "system": Text(en="A tool does this: it stores, counts or reminds. It does not decide what is right.", zh="这是工具在做：记录、计算、提醒。它不决定该做什么：属于系统。"),
}

# What was missing in a project that failed; options are the three levels.
FAILURES: dict[str, Text] = {
    "strategy": Text(en="The software is excellent and everybody enters visits gladly. But nobody has decided which accounts get more and which get less, so all are visited as before.", zh="软件很好用，大家也乐意填拜访记录。但谁也没有决定哪些客户多投、哪些客户少投，拜访安排和从前一样。"),
    "thinking": Text(en="The board has graded the accounts and bought the software. The sales people keep the real news in their notebooks, “or else my customers belong to the company”.", zh="公司给客户分了级，也买了软件。业务员却把真正的情况记在自己的本子里：“填进去，客户就成公司的了。”"),
    "system": Text(en="The accounts are graded, and everybody wants to help. But orders, visits and complaints lie in eleven spreadsheets, and the renewal of a frame contract was overlooked.", zh="客户已经分级，人人愿意配合。可是订单、拜访、投诉分散在十一张表格里，一份框架协议到期竟没人发现。"),
}  # fmt: skip
WHY_FAILED = {
    "strategy": Text(en="Is there a decision that puts people and money elsewhere? Read the story again for who decides what.", zh="有没有决定把人手和资金改投别处？请再看一遍：谁决定了什么。"),
    "thinking": Text(en="Look at what people do with what they know: in this story, are they the trouble?", zh="看看大家怎样对待自己掌握的情况：在这个故事里，问题出在人身上吗？"),
    "system": Text(en="Look at the tool: does it store and remind as it should in this story?", zh="看看工具：在这个故事里，该记录的、该提醒的，它做到了吗？"),
}  # fmt: skip
