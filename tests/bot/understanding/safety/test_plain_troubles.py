"""Troubles told plainly get a human word; one word of danger more, and they are heard as before."""

import pytest

from bot.normal_form import normalise
from bot.understanding.safety.wordings.low_spirits import is_low
from bot.understanding.safety.wordings.not_now import is_no_danger_now
from bot.understanding.safety.wordings.small_hurts import small_hurt

_LOW = (
    "一个人在家没意思",
    "我女儿在国外我一个人有点闷",
    "孩子们都忙 没空管我",
    "一个人在家蛮闷的 有什么地方去去",
    "屋里向厌气煞了",
    "晚上睡不着觉怎么办",
    "过年就我一个人",
    "I'm bored at home",
)
_MORE_THAN_LOW = (
    "活着没意思",
    "一个人在家没意思 不想活了",
    "胸口闷睡不着",
    "心里闷",
    "家里就我一个人 有人撬门",
    "没意思，药都准备好了",
    "一个人在家 站不起来",
    "小孩一个人在家",
    "我一个人在楼顶",
    "没人管我死活",
    "I can't sleep, I want to die",
)

_SMALL = (
    "被锅烫了一下手",
    "鱼刺扎到手了",
    "手指被门夹了一下",
    "I cut my finger",
    "a bee stung me",
    "摔了一跤 不要紧 就是膝盖青了",
    "摔了一下没事",
    "烫了个泡",
    "手上烫了个泡",
    "我摔倒了 没什么事",
    "不小心滑了一下 没受伤",
    "狗咬了一口",
    "被狗咬了",
    "我被猫抓了",
    "切菜切到手了",
    "削苹果划破手指了",
    "手指划破了一点",
    "蜜蜂叮了",
    "被虫子咬了一口",
    "膝盖磕青了",
    "膝盖擦破皮了",
    "脚崴了",
    "走路扭了脚",
    "前两天头晕 现在好了",
    "躺一会儿就好了",
    "昨天有人骗我钱 没上当",
    "被油烫了一下",
    "手烫红了",
    "摔了一跤，膝盖破了点皮，不要紧",
    "接到诈骗电话 没上当",
)
_MORE_THAN_SMALL = (
    "i cut my wrist",
    "i fell and can't get up",
    "手指被门夹断了",
    "刚才胸口痛 现在好了",
    "玻璃扎到眼睛了",
    "儿子三天没回来了",
    "洗澡滑了一跤 起不来",
    "摔了一跤 起不来",
    "摔了一跤 头上有个包",
    "摔了一跤 头磕破了 没事",
    "奶奶摔了一跤 没事",
    "我妈摔了 不要紧",
    "摔了一跤 腿动不了",
    "摔了一跤 屁股痛 走不了",
    "摔了一跤 没事 就是头晕",
    "摔了一跤 没事 我吃华法林",
    "摔了一跤",
    "摔倒了",
    "我摔倒了",
    "烫伤了",
    "孩子烫了个泡",
    "脸上烫了泡",
    "开水烫了一身",
    "割腕了",
    "切到手指 断了",
    "手指切断了",
    "切到手 血止不住",
    "划破手腕了",
    "我割到手腕了",
    "刀扎到肚子了",
    "被蛇咬了",
    "孙子被狗咬了",
    "狗咬了脖子",
    "马蜂叮了 喘不过气",
    "蜜蜂叮了 脸肿了",
    "有人骗我钱 我转了",
    "骗子骗我钱",
    "躺一会儿就死了",
    "昨天胸口痛 现在好了",
    "摔了一跤 没知觉",
    "摔了一跤 不能动",
    "没能走 摔了一跤",
    "摔了一跤 不痛 腿没感觉",
    "手脚麻了一下",
)
_NOT_NOW = (
    "头不晕",
    "血压180 头不晕",
    "胸口不闷 头不痛",
    "不痛不麻",
    "前两天隔壁进贼了",
    "昨天有人晕倒在菜场，吓死我了",
    "昨天菜场有人晕倒了 吓死我了",
    "上个月楼下着火了",
    "小偷多吗这里",
    "这里小偷多吗",
    "养老院打人吗",
    "护工会不会打人",
    "有人敲门收水费",
    "有人敲门说查煤气表",
    "有人敲门推销保健品",
    "老伴出去打牌了还没回来",
    "老公去钓鱼到现在还没回来",
    "大便有点血，哪里看",
    "刷牙有点血 看什么科",
    "我妈起不来床了，要请护工",
    "生不如死的牙痛",
    "牙痛得生不如死",
)
_NOW = (
    "昨天在菜场摔倒了",
    "昨天被偷了",
    "昨天家里进贼了",
    "昨天老人摔倒了",
    "有人敲门不走",
    "有人撬门",
    "有人敲门说是警察要钱",
    "隔壁着火了",
    "昨天隔壁着火了 现在又着了",
    "有人晕倒在菜场",
    "菜场有人晕倒了",
    "小偷",
    "有小偷",
    "公园里有小偷偷我手机",
    "护工打人",
    "养老院打人",
    "老伴出去没回来",
    "老伴出去散步还没回来",
    "妈妈走丢了",
    "大便都是血",
    "吐血了 去哪里看",
    "大便有血 头晕",
    "我妈起不来床了",
    "我妈起不来床，叫不醒",
    "生不如死",
    "活得生不如死",
    "不喘",
    "不喘气",
    "没呼吸",
    "不动了",
    "头不动",
    "没气了",
    "腿没感觉",
    "手不能动",
    "不出气",
    "昨天开始胸口痛",
    "前天摔倒了 到现在起不来",
    "昨天他打我",
)


@pytest.mark.parametrize("text", _LOW)
def test_being_low_is_told_plainly(text: str) -> None:
    """Nothing is told but being alone, bored, low or sleepless."""
    assert is_low(normalise(text))


@pytest.mark.parametrize("text", _MORE_THAN_LOW)
def test_a_word_of_danger_more_is_no_low_mood(text: str) -> None:
    """A word of danger, of giving up or of an illness more is heard as before."""
    assert not is_low(normalise(text))


@pytest.mark.parametrize("text", _SMALL)
def test_small_hurts_are_told_as_a_whole(text: str) -> None:
    """A fall with nothing broken, a blister, a cut finger, a bite: first aid is due."""
    assert small_hurt(normalise(text))


@pytest.mark.parametrize("text", _NOT_NOW)
def test_what_is_denied_or_past_is_no_danger_now(text: str) -> None:
    """Signs denied, a thief of last week, a question whether anybody hits."""
    assert is_no_danger_now(normalise(text))


@pytest.mark.parametrize("text", [*_MORE_THAN_SMALL, *_NOW])
def test_a_grave_word_more_is_heard_as_before(text: str) -> None:
    """A head, a wrist, somebody old, something of now: nothing here silences it."""
    said = normalise(text)
    assert small_hurt(said) is None
    assert not is_no_danger_now(said)
