"""What customers complain about, by the solution that answers it: the bank of exercise U3.X5.

The document names the seven solutions; complaints, clues and the sorting are the course's own.
"""

from __future__ import annotations

from kamlib.text import Text

COMPLAINTS: dict[str, dict[str, Text]] = {
    "project": {
        "c01": Text(en="“Your gearboxes came on time and yet our new line began three weeks late: the drawings, the frame and the wiring never fitted together. Each lost day cost us 80,000.”", zh="“你们的减速机是按时到的，可新线还是晚了三周才投产：图纸、机架、接线老是对不上。晚一天就是 8万。”"),
        "c02": Text(en="“From drawing to hand-over five companies work on the conveyor, and each of them is cheap. Only the sum is not, and nobody looks at it.”", zh="“这条输送线从设计到交付要经过五家公司，每家都不贵，加起来就贵了，而且没有人管总账。”"),
        "c03": Text(en="“We save on the purchase and pay it back on the building site: fitting and commissioning take twice as long as planned.”", zh="“采购省下的钱，都在现场花回去了：安装调试的时间是计划的两倍。”"),
        "c04": Text(en="“The budget for the new hall was right for the machines. It was the rework before the hand-over that broke it.”", zh="“新厂房的设备预算没问题，超支全出在验收前的返工上。”"),
    },
    "life": {
        "c05": Text(en="“The pumps were a bargain. Now the electricity bill comes every month, for ten years.”", zh="“这批水泵买得真便宜。现在电费单月月来，要付十年。”"),
        "c06": Text(en="“Purchasing praises itself for the price of the drives, and maintenance changes bearings every second year.”", zh="“采购部夸自己驱动买得便宜，维修部每两年就得换一次轴承。”"),
        "c07": Text(en="“Two offers, one 30% dearer. How am I to explain to my boss that the dearer one costs less until we scrap it?”", zh="“两份报价，一份贵 30%。我怎么跟老板解释，用到报废反而是贵的那份省钱？”"),
        "c08": Text(en="“Nobody here knows what a fan drive has cost us by the time it goes to scrap. We only know what we paid for it.”", zh="“一台风机驱动到报废一共花了多少，厂里没人说得清，只知道买的时候多少钱。”"),
    },
    "chain": {
        "c09": Text(en="“You inspect each unit, and then we inspect each unit again. We print your labels off and stick ours on.”", zh="“你们出厂逐台检验，我们进厂又逐台检一遍；撕掉你们的标签，再贴上我们的。”"),
        "c10": Text(en="“For each of the 1,200 deliveries somebody here types the same order number into three systems.”", zh="“一年 1,200 次到货，每次都有人把同一个订单号往三个系统里录。”"),
        "c11": Text(en="“Your crates have to be unpacked and repacked before our fitters can reach them. That is two people all day.”", zh="“你们的木箱要先拆开重新码放，装配工才能用，天天要占两个人。”"),
        "c12": Text(en="“We drill your flange again because our frame has another pattern, and you drill it in the first place.”", zh="“法兰孔你们钻一遍，我们因为机架孔位不同又钻一遍。”"),
    },
    "vmi": {
        "c13": Text(en="“Half a year of couplings lies in our store, and the one size we need is missing. Whose money is that, and who should watch it?”", zh="“仓库里压着半年的联轴器，偏偏缺要用的那个规格。钱是谁的？该谁来盯？”"),
        "c14": Text(en="“My storekeeper orders when he remembers. Then a lorry comes, the shelves are full, and in spring they are empty again. I would like to have no orders to place at all.”", zh="“仓管想起来才下单，一下就是一车，货架塞满，到了春天又空了。我真想一张订单都不用下。”"),
        "c15": Text(en="“Our auditors ask why 2 million lie in spare gearboxes that you could have here within two days.”", zh="“审计问：你们两天就能送到的备用减速机，我们为什么压着 200万？”"),
        "c16": Text(en="“I pay interest, space and a man to count your parts. You know better than I do when they run out.”", zh="“利息、场地、盘点的人都是我出，而你们的件什么时候用完，你们比我还清楚。”"),
    },
    "evi": {
        "c17": Text(en="“When we asked you, the design was frozen. Your engineer saw at once that a smaller unit would have done for every one of the 5,000 machines.”", zh="“找你们的时候设计已经定了。你们工程师一眼就看出，小一号就够用，而我们要做 5,000 台。”"),
        "c18": Text(en="“We are drawing the next generation now. Last time our people chose the drives from a catalogue, and we paid for it with two rounds of changes.”", zh="“下一代产品正在画图。上一代是我们自己照样本选的驱动，结果改了两轮。”"),
        "c19": Text(en="“The new robot is to be lighter than any other. Our designers do not know what is possible in gears in two years.”", zh="“新机器人要做到业内最轻，可两年后减速机能轻到什么程度，我们的设计师心里没底。”"),
        "c20": Text(en="“Our machine has to come to the market half a year earlier than planned. We have no time to test three joints ourselves.”", zh="“整机要比计划提前半年上市，三种关节我们来不及自己试。”"),
    },
    "performance": {
        "c21": Text(en="“I do not want to buy drives, service hours and spare parts. I want the line to run 98% of the time, and one name to answer for it.”", zh="“我要买的不是驱动、工时和备件，我要的是产线 98% 的时间在转，而且只找一家负责。”"),
        "c22": Text(en="“When something fails, you point at the motor, the motor people at the wiring. I would pay more if one of you took it all and was paid by the result.”", zh="“一出故障，你们说是电机，电机厂说是接线。谁要是全包下来、按结果拿钱，我愿意多付。”"),
        "c23": Text(en="“You earn when my mill stands still: then I need your fitters. Shouldn't it be the other way round?”", zh="“我的磨机一停，你们的服务队就有钱赚。不该反过来吗？”"),
        "c24": Text(en="“Who promises me the output after the hand-over? At hand-over all suppliers are gone.”", zh="“交付以后产量谁来保证？一验收，供应商就都不见了。”"),
    },
    "collaboration": {
        "c25": Text(en="“Our sales hardly change from month to month, and yet your plant complains about our orders: now nothing, now three months' worth.”", zh="“我们的销量每个月差不多，可你们工厂老抱怨我们的订单：要么没有，要么一下来三个月的量。”"),
        "c26": Text(en="“When our market rises by a tenth, you ship with eight weeks of delay because your foundry hears of it last.”", zh="“市场一涨一成，你们就拖八周，因为铸造厂总是最后一个知道。”"),
        "c27": Text(en="“We plan on Mondays, you plan on Fridays, and your steel supplier plans once a quarter. Nobody sees the others' figures.”", zh="“我们周一排产，你们周五排产，钢厂一个季度排一次，谁也看不到谁的数据。”"),
        "c28": Text(en="“Before every holiday we all order more to be safe, and in March we all sit on it. Could we not plan from one forecast?”", zh="“一到节前，大家都多订一点图保险，到三月全压在手里。能不能按同一份预测来排？”"),
    },
}  # fmt: skip

# What to listen for; said when another solution was chosen, so it does not name the right one.
CLUES = {
    "project": Text(en="Listen to when the money is lost: between drawing and hand-over, by delay and rework. Neither the unit nor its later running is the trouble.", zh="听一听钱丢在什么时候：在从设计到交付之间，因为延误和返工。问题不在产品本身，也不在以后的使用。"),
    "life": Text(en="The purchase is cheap and the years after it are dear. Which solution counts everything until the scrap yard?", zh="买得便宜，以后年年贵。哪种方案是一直算到报废的？"),
    "chain": Text(en="Both sides do the same work twice, or work that the customer's customer never pays for. The stock is not the trouble.", zh="双方在重复做同一件事，或在做最终客户不会付钱的事。问题不在库存。"),
    "vmi": Text(en="The trouble lies on the shelf: too much of one thing, too little of another, and the wrong one is watching.", zh="问题在货架上：该有的没有，不该多的太多，而且盯库存的人不对。"),
    "evi": Text(en="Listen to the time: the design is still open, or it was when we should have been asked.", zh="听一听时间点：设计还没定，或者本该在定之前就找我们。"),
    "performance": Text(en="The customer wants one name for the result, and a price that depends on it.", zh="客户要的是一家对结果负责，并按结果付钱。"),
    "collaboration": Text(en="No single shelf is the trouble: the plans of several companies do not know of each other, and small changes grow on the way.", zh="问题不在哪一个货架：几家企业的计划互不知情，小波动一路放大。"),
}  # fmt: skip

