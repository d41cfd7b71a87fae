"""The report of a season: one HTML page that needs nothing else, for the screen and for paper."""

from collections.abc import Iterable
from html import escape
from string import Template

from simulator import charts, story, world
from simulator.amounts import amount, number, plain
from simulator.kpi import kpis
from simulator.planfile import write
from simulator.scenario import platforms
from simulator.season import Result
from simulator.season.due import NEVER

STYLE = """
:root { color-scheme: light dark; --ink: #22262b; --soft: #5a6067; --rule: #dcd8cf; --paper: #fdfcf9; --accent: #0072b2;
  --alarm: #a94400; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e5de; --soft: #b3b1ab; --rule: #45484c; --paper: #1c1e20;
  --accent: #6db8e6; --alarm: #f0a36b; } }
body { background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Noto Sans", "Noto Sans SC", sans-serif;
  margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { border-bottom: 1px solid var(--rule); font-size: 1.2rem; margin: 2.4rem 0 .8rem; padding-bottom: .2rem; }
.quiet, td.formula, caption { color: var(--soft); }
.lead { font-size: 1.15rem; }
.alarm { border-left: .3rem solid var(--alarm); color: var(--alarm); font-weight: 600; padding-left: .8rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
caption { padding-bottom: .4rem; text-align: left; }
th, td { border-bottom: 1px solid var(--rule); padding: .32rem .9rem .32rem 0; text-align: left; vertical-align: top; }
th[scope=row] { font-weight: 500; }
th.value, td.value { text-align: right; white-space: nowrap; }
td[lang=zh] { white-space: nowrap; }
td.formula { font-size: .88rem; padding-right: 0; }
figure { margin: 0; }
figure img { height: auto; }
summary { color: var(--accent); cursor: pointer; margin-top: .6rem; }
pre { border: 1px solid var(--rule); overflow-x: auto; padding: .8rem 1rem; white-space: pre-wrap; }
code { font: .88rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
dl { display: grid; gap: .2rem 1.2rem; grid-template-columns: max-content 1fr; }
dd { margin: 0; }
@media (max-width: 36rem) { th.formula, td.formula { display: none; } }
@media print { :root { --ink: #000; --soft: #444; --rule: #bbb; --paper: #fff; --accent: #000; --alarm: #000; }
  body { margin: 0; max-width: none; } h2 { break-after: avoid; } figure, tr, pre { break-inside: avoid; }
  summary { display: none; } }
"""
PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>$style</style>
</head>
<body>
<main>
<h1>$title</h1>
<p class="quiet">$story</p>
<p class="lead">$headline</p>
$closed<h2>The season at a glance</h2>
$glance
<h2>Where the money went</h2>
$waterfall
<details><summary>The same as a table</summary>
$money
</details>
<h2>From visitors to orders kept</h2>
$funnel
<h2>Key figures</h2>
$kpis
<h2>The plan</h2>
<pre><code>$plan</code></pre>
<h2>To play it again</h2>
<dl>
<dt>Scenario</dt><dd><code>$scenario</code></dd>
<dt>Seed</dt><dd><code>$seed</code></dd>
<dt>Digest</dt><dd><code>$digest</code></dd>
</dl>
</main>
</body>
</html>
""")


def html(result: Result) -> str:
    """The report of a season as one HTML page."""
    values, scenario = kpis(result), result.scenario
    return PAGE.substitute(
        style=STYLE,
        title=escape(f"{scenario.title}: season {result.seed}"),
        story=escape(scenario.story),
        headline=escape(_headline(result, values)),
        closed=_closed(result),
        glance=_figure(charts.glance(result)),
        waterfall=_figure(charts.waterfall(result)),
        money=_money(result),
        funnel=_figure(charts.funnel(result)),
        kpis=_kpis(values),
        plan=escape(write(result.plan)),
        scenario=escape(scenario.key),
        seed=result.seed,
        digest=result.digest,
    )


def _headline(result: Result, values: dict[str, float]) -> str:
    left, sales = amount(abs(values["profit"]), "yuan"), amount(values["sales"], "yuan")
    weeks, where = result.scenario.weeks, platforms()[result.platform].name
    return f"{weeks} weeks on {where}: a {'loss' if values['profit'] < 0 else 'profit'} of {left} on sales of {sales}."


def _closed(result: Result) -> str:
    if result.closed_on == NEVER:
        return ""
    day = f"{result.scenario.date(result.closed_on):%d %B}"
    return f'<p class="alarm">The shop closed on {day}: cash and credit were used up.</p>\n'


def _figure(chart: charts.Chart) -> str:
    return f"<figure>{charts.image(chart)}</figure>"


def _table(caption: str, heads: str, rows: Iterable[str]) -> str:
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _heads(*names: str, numbers: Iterable[str] = ()) -> str:
    kinds = {name: ' class="value"' for name in numbers} | {"Formula": ' class="formula"', "中文": ' lang="zh"'}
    return "".join(f'<th scope="col"{kinds.get(name, "")}>{name}</th>' for name in names)


def _kpis(values: dict[str, float]) -> str:
    heads = _heads("Figure", "中文", "Value", "Formula", numbers=["Value"])
    return _table("Of the whole season", heads, (_kpi(key, value) for key, value in values.items()))


def _kpi(key: str, value: float) -> str:
    described = world.table("kpis")[key]
    name, name_zh = escape(described["name"]), escape(described["name_zh"])
    shown, formula = amount(value, described["unit"]), escape(described["formula"])
    cells = f'<td lang="zh">{name_zh}</td><td class="value">{shown}</td><td class="formula">{formula}</td>'
    return f'<th scope="row">{name}</th>{cells}'


def _money(result: Result) -> str:
    rows = story.waterfall(result)
    sold = charts.sales_of(rows)
    heads = _heads("Row", "Yuan", "Of sales", numbers=["Yuan", "Of sales"])
    return _table(
        "From value at shelf prices to profit", heads, (_money_row(label, fen, sold) for _, label, fen in rows)
    )


def _money_row(label: str, fen: int, sold: int) -> str:
    share = number(fen / sold, "share") if sold else "–"
    cells = f'<td class="value">{plain(fen / 100, 2)}</td><td class="value">{share}</td>'
    return f'<th scope="row">{escape(label)}</th>{cells}'
