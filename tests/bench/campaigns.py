"""Campaigns for the benchmarks: the words of a real one, in as many variants as asked for."""

from pathlib import Path
from textwrap import indent

_HEAD = """\
socloc: 1
id: {id}
brand:
  name: {{en: Cloudridge, zh-CN: 云岭, zh-TW: 雲嶺}}
  handles: {{x: cloudridge, weibo: 云岭}}
source: en
locales: [en, de, ru, zh-CN{more}]
networks:
  x/post: [en, de]
  linkedin/post: [en, de]
  facebook/post: [en, de]
  vk/post: [ru]
  xing/post: [de]
  weibo/post: [zh-CN]
  wechat/moments: [zh-CN]
{networks}links:
  shop: https://example.com/spring?from=campaign#teas
"""
_QR = """\
qr:
  shop: {link: shop, label: {en: Scan to order, de: Zum Bestellen scannen, ru: Закажите по коду, zh-CN: 扫码下单}}
  card: {text: "BEGIN:VCARD\\nFN:Cloudridge\\nEND:VCARD"}
  shop-large: {link: shop, error: Q, size: 900, utm: {medium: qr}}
"""
_POST = """\
- id: post-{number}
  title:
    en: The first spring tea has arrived
    de: Der erste Frühlingstee ist da
    ru: Первый весенний чай уже здесь
    zh-CN: 今年的头采春茶到了
  text:
    en: Picked before the rains, dried the same night. Come and taste it while it is fresh.
    de: Vor dem Regen gepflückt, noch in derselben Nacht getrocknet. Probieren Sie ihn, solange er frisch ist.
    ru: Собран до дождей, высушен в ту же ночь. Приходите попробовать, пока он свежий.
    zh-CN: 雨前采摘，当夜制成。趁着新鲜，来喝一杯今年的春茶吧。
  hashtags: {{"*": [Cloudridge]}}
  link: shop
"""
ARTICLE = (
    """\
# 今年的头采春茶

清明前后，云岭的茶园最忙。**头采**只有十来天，采完就要等明年；我们每年都在这时候上山，看今年的芽头。

## 三座山

1. 莫干：雨前采摘，当夜制成
2. 安吉：叶白脉绿，滋味清淡
3. 武夷：岩石缝里的老丛

> 好茶不怕等。

| 茶 | 采摘 | 价格 |
|---|---|---|
| 莫干黄芽 | 3月20日 | 198元 |
| 安吉白茶 | 3月28日 | 168元 |

冲泡可以这样记：

```python
water = 85  # degrees
for cup in range(3):
    steep(seconds=30 + 15 * cup)
```

想多看一点，可以读[山里的故事](https://example.com/mountain)，或者[预订](https://example.com/order)。
"""
    + "水要开过再放凉，叶子沉下去的时候香气最好，第二泡比第一泡更甜。" * 12
)


def campaign(posts: int, qr_codes: bool = False, converted: bool = False) -> str:
    """A campaign with ten variants a post; two of them are converted Chinese with `converted`."""
    networks = "  facebook/post: [en, zh-TW]\n" if converted else ""
    head = _HEAD.format(id=f"bench-{posts}", more=", zh-TW" if converted else "", networks="")
    if converted:
        head = head.replace("  facebook/post: [en, de]\n", networks).replace(
            "  x/post: [en, de]", "  x/post: [en, zh-TW]"
        )
    written = [_POST.format(number=number) for number in range(1, posts + 1)]
    if qr_codes:
        written[0] += "  networks: {wechat/moments: {qr: [shop, card, shop-large]}}\n"
    return head + (_QR if qr_codes else "") + "posts:\n" + indent("".join(written), "  ")


def write_many(folder: Path, number: int) -> None:
    """Write campaigns of 20 variants and 3 QR codes each, every one with an id and links of its own."""
    text = campaign(posts=2, qr_codes=True)
    folder.mkdir()
    for at in range(number):
        own = text.replace("id: bench-2", f"id: bench-{at}").replace("?from=campaign", f"?from=c{at}")
        (folder / f"{at:05}.yaml").write_text(own, "utf-8")
