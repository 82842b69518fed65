"""Alarms in dialect and pinyin, and of fresh kinds; what breaks or is only asked raises none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger

if TYPE_CHECKING:
    from tests.corpus.understood import Understood


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("娃儿吃了耗子药", Danger.MEDICAL),
        ("我弟娃在河头洗澡没起来", Danger.SUICIDE),
        ("出租屋里烧蜂窝煤，我们几个都头疼想吐", Danger.GAS),
        ("楼道里有人泼汽油", Danger.CRIME),
        ("楼上煤气爆炸了", Danger.FIRE),
        ("我老公吃了头孢又喝了酒，脸通红，喘", Danger.MEDICAL),
        ("我看东西成两个了，走路往一边歪", Danger.MEDICAL),
        ("我爸早上到现在没出房间，敲门不理，他有心脏病的", Danger.MEDICAL),
        ("lao po shang diao le", Danger.SUICIDE),
        ("wo xiang tiao lou", Danger.SUICIDE),
        ("wo ge wan le", Danger.SUICIDE),
        ("diu le hai zi", Danger.CRIME),
        ("老头子脸色不对，坐着坐着往下滑", Danger.MEDICAL),
        ("奶奶咳出来的痰是粉红色的泡泡", Danger.MEDICAL),
        ("他嘴里一股农药味", Danger.MEDICAL),
        ("合租的人半夜进我房间", Danger.CRIME),
        ("房东把我锁屋里要房租", Danger.CRIME),
        ("网上认识的人拍了我的照片要发给我家里人", Danger.CRIME),
        ("楼上小夫妻吵架，听见女的喊不要打了", Danger.CRIME),
        ("隔壁打相打打得一塌糊涂，有人见血了", Danger.CRIME),
        ("垃圾桶着了，靠着电瓶车", Danger.FIRE),
        ("我想把孩子也带走，省得受苦", Danger.SUICIDE),
        ("屋顶在漏火星子", Danger.FIRE),
        ("火堵门 我在六楼", Danger.FIRE),
        ("刚刚一辆土方车转弯 把骑车的阿姨卷到下面去了 还在叫", Danger.MEDICAL),
        ("弟弟在河里游泳没上来", Danger.SUICIDE),
        ("我爸去钓鱼 电话不接，岸边有他的鞋", Danger.SUICIDE),
        ("我给孩子喂了药，我们一起走", Danger.SUICIDE),
        ("my daughter is cutting herself", Danger.SUICIDE),
        ("老头子吃中饭吃到一半头一歪", Danger.MEDICAL),
        ("我妈透析管子掉了", Danger.MEDICAL),
        ("邻居拿着锄头追我", Danger.CRIME),
    ],
)
def test_fresh_alarms_are_raised(understood: Understood, text: str, topic: Danger) -> None:
    """Rat poison, a river, coal, petrol, a lodger at night, and despair in letters."""
    query = understood.query({"text": text})
    assert query.intent is Intent.EMERGENCY
    assert query.topic == topic or (topic == Danger.SUICIDE and "peril" in query.situations)


@pytest.mark.parametrize("text", ["电梯停牢了，阿拉三个人关辣里厢", "电梯坏了，我在里面"])
def test_a_lift_in_shanghainese_has_its_own_advice(understood: Understood, text: str) -> None:
    """Who is shut in a lift presses its alarm first."""
    assert "lift" in understood.query({"text": text}).situations


@pytest.mark.parametrize(
    "text",
    [
        "老花镜摔断了",
        "充电宝没气了",
        "对门装修砸墙",
        "门口有个陌生人发传单",
        "谁来救救我的绿萝",
        "报警要实名吗",
        "隔壁去年着火，烧得一塌糊涂",
        "我困得眼睛都睁不开了",
        "my back is killing me",
        "外孙女的照片发给我女儿",
        "地铁上人挤人",
        "小朋友喊不要打针",
        "孩子丢了书包",
        "我爸去河边钓鱼",
    ],
)
def test_what_breaks_or_is_asked_is_no_alarm(understood: Understood, text: str) -> None:
    """Glasses that broke, leaflets, plants, a question about reporting: nothing is asked of it."""
    query = understood.query({"text": text})
    assert query.intent is not Intent.EMERGENCY
    assert query.doubt is None


@pytest.mark.parametrize(
    "text",
    ["眼镜摔断了 玻璃扎眼睛里血直流", "装修工人砸墙砸到我头了", "门口有个陌生人拿刀", "谁来救救我"],
)
def test_a_grave_word_beside_them_is_heard(understood: Understood, text: str) -> None:
    """Nothing of these silences what is told besides."""
    assert understood.query({"text": text}).intent is Intent.EMERGENCY
