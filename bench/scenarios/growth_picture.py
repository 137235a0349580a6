"""The curves of growth.py as an SVG: one panel for each thing that grows, its ideal dashed beside it, both axes logarithmic with the same scale, so that
"in proportion" is a diagonal. Brings its own background in light and dark, so that it is legible on either."""

import math

PANEL, GAP, LEFT, TOP, PLOT_HEIGHT = 196, 14, 20, 66, 176
PAD_LEFT, PAD_RIGHT = 36, 20
STYLE = """
  .back { fill: #ffffff; stroke: #d0d7de; } .panel { fill: #f6f8fa; } .grid { stroke: #d8dee4; }
  .head { fill: #1f2328; font-weight: 600; } .text { fill: #57606a; } .line { stroke: #0969da; } .dot { fill: #0969da; }
  .ideal { stroke: #8c959f; } .value { fill: #0550ae; }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117; stroke: #30363d; } .panel { fill: #161b22; } .grid { stroke: #2b323b; }
    .head { fill: #e6edf3; } .text { fill: #9da7b3; } .line { stroke: #58a6ff; } .dot { fill: #58a6ff; }
    .ideal { stroke: #6e7681; } .value { fill: #79c0ff; }
  }"""
SHAPES = {"proportional": "CPU seconds; ideal: in proportion", "flat": "CPU seconds; ideal: flat", "divided": "times as fast; ideal: a core each"}


def number(value):
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def panel(curve, left, octaves):
    """`octaves`: how many doublings fit the height, the same for all panels."""
    values, ideal = curve.values(), curve.ideal()
    width = PANEL - PAD_LEFT - PAD_RIGHT
    low = math.log2(min(values + ideal)) - (0.5 if curve.shape != "flat" else octaves / 2)
    steps = math.log2(curve.points[-1].x / curve.points[0].x)

    def place(x, value):
        return (left + PAD_LEFT + math.log2(x / curve.points[0].x) * width / steps, TOP + PLOT_HEIGHT - (math.log2(value) - low) * PLOT_HEIGHT / octaves)

    def line(values_drawn, style):
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(point.x, value) for point, value in zip(curve.points, values_drawn)))
        return f'<polyline fill="none" {style} points="{drawn}"/>'

    out = [f'<text class="head" x="{left}" y="{TOP - 30}" font-size="14">{curve.name}</text>',
           f'<text class="text" x="{left}" y="{TOP - 14}">{SHAPES[curve.shape]}</text>',
           f'<rect class="panel" x="{left}" y="{TOP}" width="{PANEL}" height="{PLOT_HEIGHT}" rx="4"/>',
           line(ideal, 'class="ideal" stroke-width="1.5" stroke-dasharray="4 4"'), line(values, 'class="line" stroke-width="2.5" stroke-linejoin="round"')]
    for index, (point, value) in enumerate(zip(curve.points, values)):
        x, y = place(point.x, value)
        is_above = value >= ideal[index] * 0.999  # a label keeps off the ideal
        is_aside = is_above and curve.shape != "flat"
        out += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>',
                f'<text class="text" x="{x:.1f}" y="{TOP + PLOT_HEIGHT + 16}" text-anchor="middle">{point.x:,}</text>',
                f'<text class="value" x="{x - 7 if is_aside else x if is_above else x + 7:.1f}" y="{y - 8 if is_above else y + 18:.1f}" '
                f'text-anchor="{"end" if is_aside else "middle"}">{number(value)}</text>']
    out.append(f'<text class="text" x="{left + PANEL / 2}" y="{TOP + PLOT_HEIGHT + 32}" text-anchor="middle">{curve.unit}</text>')
    return out


def svg(curves, when):
    width, height = 2 * LEFT + len(curves) * PANEL + (len(curves) - 1) * GAP, TOP + PLOT_HEIGHT + 62
    octaves = 1 + max(math.log2(max(curve.values() + curve.ideal()) / min(curve.values() + curve.ideal())) for curve in curves)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           'font-family="system-ui, sans-serif" font-size="11">',
           f"<title>How the cost of a scan grows</title><style>{STYLE}</style>",
           f'<rect class="back" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>']
    for index, curve in enumerate(curves):
        out += panel(curve, LEFT + index * (PANEL + GAP), octaves)
    out.append(f'<text class="text" x="{width - LEFT}" y="{height - 10}" text-anchor="end">'
               f'both axes logarithmic, the same scale in all; dashed: the ideal; {when}</text>')
    return "\n".join(out) + "\n</svg>\n"
