/// The look of all pages: light and dark, for screens from 360 pixels on, and for paper.
enum Stylesheet {
    static let text = colours + page + tables + pictures + narrow

    /// The colours, each in the light theme and in the dark one. White on a state's colour has a contrast of 4.5 in the light
    /// theme, and dark on it in the dark one. Marks have 3.
    private static let palette: [(name: String, light: String, dark: String)] = [
        ("paper", "#fbfbf9", "#14171b"), ("card", "#fff", "#1c2026"), ("ink", "#1b1f24", "#e8e8e4"),
        ("soft", "#565e68", "#a8b0ba"), ("line", "#d9dbd6", "#373d45"), ("link", "#0b5494", "#8cc4f5"),
        ("accent", "#0b5fa5", "#5aa9e6"), ("met", "#0b5fa5", "#63b0ea"), ("track", "#19707f", "#56bcc9"),
        ("moderate", "#8a6100", "#dcb04a"), ("insufficient", "#b34700", "#f0915a"), ("away", "#a3195b", "#f083b2"),
        ("missed", "#6d1a1a", "#e58080"), ("pending", "#5c6370", "#a3acb8"), ("unknown", "#767c85", "#8b939d"),
        ("on", "#fff", "#12151a"), ("banner", "#fff3d6", "#3a3116"), ("band", "#0b5fa5", "#63b0ea"),
    ]

    private static let colours = """
        :root{\(palette.map { "--\($0.name):\($0.light)" }.joined(separator: ";"))}
        @media (prefers-color-scheme:dark){:root{\(palette.map { "--\($0.name):\($0.dark)" }.joined(separator: ";"))}}
        .s-met{--state:var(--met)}.s-track{--state:var(--track)}.s-moderate{--state:var(--moderate)}\
        .s-insufficient{--state:var(--insufficient)}.s-away{--state:var(--away)}.s-missed{--state:var(--missed)}\
        .s-pending{--state:var(--pending)}.s-unknown{--state:var(--unknown)}

        """

    /// The look of a picture that is a file of its own. Programs that show SVG may know no variables: the colours stand in it.
    static let ofPictures = palette.reduce("text{font-family:system-ui,sans-serif}" + pictures) {
        $0.replacing("var(--\($1.name))", with: $1.light)
    }

    private static let page = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);\
        font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;\
        overflow-wrap:break-word}
        a{color:var(--link)}a:hover{text-decoration-thickness:2px}
        :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px;z-index:1}
        .top{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:center;padding:10px 24px;border-bottom:1px solid var(--line);\
        background:var(--card)}
        .brand{font-weight:700;font-size:18px;color:var(--ink);text-decoration:none;display:flex;align-items:center;gap:8px}
        .tiles{width:18px;height:18px;border-radius:3px;background:conic-gradient(#1f7a8c 25%,#b34700 0 50%,#c8862a 0 75%,#0b5fa5 0)}
        nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:2px 4px}
        nav a{display:inline-block;padding:6px 10px;text-decoration:none;border-radius:6px}
        nav a[aria-current]{background:var(--accent);color:var(--on)}
        .languages{margin-left:auto}
        .banner{background:var(--banner);padding:10px 24px;border-bottom:1px solid var(--line)}
        main{max-width:1240px;margin:0 auto;padding:20px 24px}
        h1{font-size:30px;line-height:1.2;margin:8px 0 12px}h2{font-size:20px;margin:36px 0 8px}h3{font-size:16px;margin:20px 0 6px}
        .lead{font-size:18px;max-width:62em;margin:0 0 16px}.lead strong{font-weight:650}
        .note,.small{color:var(--soft);font-size:14px}.note{max-width:70em}
        .crumbs{color:var(--soft);font-size:14px;margin:0}
        footer{max-width:1240px;margin:24px auto 0;padding:12px 24px 32px;color:var(--soft);font-size:14px;border-top:1px solid var(--line)}
        footer p{margin:4px 0}footer form{margin:8px 0}
        input,button,select{font:inherit;padding:4px 8px;border:1px solid var(--unknown);border-radius:6px;background:var(--card);color:var(--ink)}
        summary{cursor:pointer;padding:4px 0}
        .counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(128px,1fr));gap:10px;padding:0;margin:0 0 8px;list-style:none}
        .counts li{background:var(--card);border:1px solid var(--line);border-left:6px solid var(--state);border-radius:8px;padding:8px 12px}
        .counts b{font-size:28px;line-height:1.2;margin-right:10px;vertical-align:middle;font-variant-numeric:tabular-nums}
        .counts .zero{opacity:1;color:var(--soft)}.counts .word,.counts small{display:block}.counts small{color:var(--soft);font-size:14px}
        .behind{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:8px;padding:0;margin:0 0 20px;list-style:none}
        .behind li{background:var(--card);border:1px solid var(--line);border-left:6px solid var(--state);border-radius:8px;padding:8px 12px}
        .badge{display:inline-block;background:var(--state);color:var(--on);border-radius:5px;padding:0 7px;font-size:14px;\
        font-weight:600;white-space:nowrap}
        .badge.s-unknown,.cell.s-unknown{background:transparent;color:var(--ink);box-shadow:inset 0 0 0 1.5px var(--unknown)}
        .tag{display:inline-block;border:1px solid var(--soft);border-radius:5px;padding:0 6px;font-size:13px;color:var(--soft)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:4px 0 12px;list-style:none;font-size:14px;color:var(--soft)}
        .legend .cell{margin-right:6px}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:10px;margin:12px 0}
        .facts div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 12px}
        .facts dt{color:var(--soft);font-size:14px}.facts dd{margin:0;font-size:18px;font-weight:600}
        .facts .wide{grid-column:1/-1}.facts dd small{font-weight:400;color:var(--soft);font-size:14px}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:12px;padding:0;list-style:none}
        .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px}
        .slider{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;margin:8px 0}.slider input{flex:1 1 240px;max-width:480px}
        .map{max-width:1020px}.map.wide{max-width:none}[hidden]{display:none}
        .figure{margin:16px 0}.card{margin:10px 0}.card h3{margin:0 0 4px}.card p{margin:4px 0}

        """

    private static let tables = """
        .scroll,.picture{overflow-x:auto}.long{min-width:11em}bdi{overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--line);border-radius:8px;font-size:15px}
        caption{text-align:left;color:var(--soft);font-size:14px;padding:6px 0}
        th,td{padding:7px 10px;text-align:left;vertical-align:middle;border-top:1px solid var(--line);font-weight:400}
        thead th{color:var(--soft);font-size:13.5px;border-top:0;vertical-align:bottom}
        .number,.years td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        tbody th{min-width:3.5em}td small,th small{color:var(--soft);display:block;font-size:13px}
        .plan td[data-title]:nth-child(3){min-width:200px}.plan tbody th{min-width:11em}
        tr.here{background:color-mix(in srgb,var(--accent) 12%,var(--card))}
        .cell{display:inline-flex;width:26px;height:26px;border-radius:5px;background:var(--state);color:var(--on);font-weight:700;\
        font-size:14px;align-items:center;justify-content:center;text-decoration:none;vertical-align:middle}
        .heat{width:auto}.heat th,.heat td{padding:5px 8px}.heat td{text-align:center}
        .heat thead th{min-width:40px;text-align:center}thead bdi{display:inline-block;max-width:14em;overflow-wrap:break-word}.heat thead bdi{max-width:8em}.heat thead th:first-child{text-align:left}

        """

    private static let pictures = """
        svg text{font-size:12px;fill:var(--soft)}
        .dumbbell{width:100%;min-width:180px;max-width:260px;height:28px;display:block}
        .way{stroke:var(--line);stroke-width:3}.asked{stroke:var(--ink);stroke-width:3}
        .done{stroke:var(--state);stroke-width:5;stroke-linecap:round}
        .base{fill:var(--card);stroke:var(--ink);stroke-width:2}
        .now{fill:var(--state);stroke:var(--card);stroke-width:1.5}
        .path-tick{fill:none;stroke:var(--ink);stroke-width:2}
        .drawing{width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:8px;display:block}
        .grid{stroke:var(--line);stroke-width:1}.axis{stroke:var(--soft);stroke-width:1}
        .series{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round}
        .point{fill:var(--accent);stroke:var(--card);stroke-width:1.5}
        .point.estimate{fill:var(--card);stroke:var(--accent);stroke-width:2}
        .bound{fill:none;stroke:var(--accent);stroke-width:2}
        .earlier{fill:none;stroke:var(--soft);stroke-width:1.2}
        .cut{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:2 3}
        .trend{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:6 4}
        .trend-band{fill:var(--soft);opacity:.14}
        .fan{fill:var(--band);opacity:.16}.expected{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-dasharray:2 4}
        .plan-line{fill:none;stroke:var(--insufficient);stroke-width:2;stroke-dasharray:8 3}
        .goal{fill:var(--card);stroke:var(--insufficient);stroke-width:2.5}.milestone{fill:var(--insufficient)}
        .now-year{stroke:var(--soft);stroke-width:1;stroke-dasharray:1 4}
        .strip-line{stroke:var(--line);stroke-width:2}.strip{stroke:var(--soft);stroke-width:2;opacity:.75}
        .strip-here{fill:var(--accent)}
        .spark{width:120px;height:30px;display:block}.spark .series,.tile~g .series{stroke-width:1.8}
        .hit{fill:transparent;stroke:transparent;stroke-width:2;outline:0}.hit:focus-visible{stroke:var(--ink)}
        .tile{fill:var(--card);stroke:var(--line);stroke-width:1}.tile.none{stroke-dasharray:3 3}
        .tile.v1{fill:#dcebf7}.tile.v2{fill:#a9cdea}.tile.v3{fill:#6da7d6}.tile.v4{fill:#2f78b3}.tile.v5{fill:#0c4a80}
        text.t-name{font-size:11px;fill:var(--ink)}text.t-value{font-size:11px;font-weight:600;fill:var(--ink)}
        text.t-year{font-size:9.5px;fill:var(--ink)}
        g.v1 text,g.v2 text,g.v3 text{fill:#10151b}g.v4 text,g.v5 text{fill:#fff}
        g[class^="s-"] text{fill:var(--on)}g.s-unknown text{fill:var(--ink)}
        .tile.s-met{fill:var(--met)}.tile.s-track{fill:var(--track)}.tile.s-moderate{fill:var(--moderate)}
        .tile.s-insufficient{fill:var(--insufficient)}.tile.s-away{fill:var(--away)}.tile.s-missed{fill:var(--missed)}
        .tile.s-pending{fill:var(--pending)}.tile.s-unknown{stroke:var(--unknown);stroke-width:1.5}
        .head{font-size:16px;font-weight:600;fill:var(--ink)}.bar{fill:var(--accent)}.bar.here{fill:var(--insufficient)}

        """

    private static let narrow = """
        @media (max-width:720px){main,footer,.top,.banner{padding-left:14px;padding-right:14px}h1{font-size:25px}
        .languages{margin-left:0}.behind{grid-template-columns:1fr}
        .picture .drawing{min-width:640px}.picture .chart{min-width:560px}.chart text{font-size:16px}
        .map .drawing{min-width:1020px}
        .plan,.plan caption,.plan tbody,.plan tr,.plan td,.plan tbody th{display:block;width:100%}.plan thead{display:none}.plan caption{padding:6px 8px}
        .plan tr{border-top:1px solid var(--line);padding:8px 4px}.plan td,.plan tbody th{border:0;padding:2px 8px;text-align:left;white-space:normal}
        .plan td.number::before{content:attr(data-title) ": ";color:var(--soft)}.plan td small{display:inline;margin-left:6px}.long{min-width:16em}tbody th.long{min-width:9em}}
        @media print{:root{\(palette.map { "--\($0.name):\($0.light)" }.joined(separator: ";"));--paper:#fff;--ink:#000;--soft:#333}
        .top nav,.skip,.slider,footer details,.downloads{display:none}.scroll,.picture{overflow:visible}
        body{font-size:10pt}main{max-width:none;padding:0}h2,caption{break-after:avoid}tr,li,.drawing,.card{break-inside:avoid}
        table{font-size:9pt}.dumbbell,.plan td[data-title]:nth-child(3){min-width:100px;max-width:140px}a{color:inherit;text-decoration:none}
        .long,tbody th.long,.picture .drawing,.picture .chart,.map .drawing,.heat thead th{min-width:0}.heat th,.heat td{padding:3px}
        .heat thead th+th bdi{writing-mode:vertical-rl;max-width:none}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
        @media (prefers-reduced-motion:no-preference){nav a{transition:background .15s}}

        """
}
