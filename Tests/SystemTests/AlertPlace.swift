import Foundation

/// A place whose plans' years count from the clock: whatever the day, one was missed last year and one is late.
enum AlertPlace {
    /// The 31 provincial-level regions: id, English and Chinese name.
    static func provinces() throws -> [(id: String, name: String, chinese: String)] {
        try csvRows(shipped("regions.csv")).filter { !["nation", "cluster"].contains($0["kind"]) }
            .map { ($0["id"] ?? "", $0["name_en"] ?? "", $0["name_zh"] ?? "") }
    }

    static func shipped(_ name: String) throws -> String {
        try String(decoding: Data(contentsOf: Repository.url("Config/\(name)")), as: UTF8.self)
    }

    /// Sunny days have targets that were missed, met, or are behind. Harvest and rainfall come with a yearbook that is late;
    /// harvest is summed up for the nation and its clusters, rainfall has a target in each province, for a year that is over.
    static func make() throws -> Place {
        let year = Today.year
        let rain = try provinces().map {
            "rain-\($0.id),rainfall,\($0.id),at_least,\(year - 4),\(year - 2),200,count,anticipatory,rain plan,\(year - 4)-01-01\n"
        }
        return try Place(
            catalog: .own(
                regions: shipped("regions.csv"),
                indicators: indicator("sunny_days", "Sunny days", "晴天")
                    + indicator("harvest", "Harvest", "收成", aggregation: "sum", due: yearbookIsLate)
                    + indicator("rainfall", "Rainfall", "降水", due: yearbookIsLate),
                targets: """
                    id,indicator,region,kind,base_period,target_period,target_value,unit,attribute,source,source_date
                    nm-sun,sunny_days,CN-NM,at_least,\(year - 8),\(year - 1),300,count,anticipatory,sun plan,\(year - 8)-01-01
                    qh-sun,sunny_days,CN-QH,at_least,\(year - 8),\(year - 1),300,count,binding,sun plan,\(year - 8)-01-01
                    gs-sun,sunny_days,CN-GS,at_least,\(year - 8),\(year - 1),250,count,binding,sun plan,\(year - 8)-01-01
                    nx-sun,sunny_days,CN-NX,at_least,\(year - 8),\(year + 4),400,count,anticipatory,sun plan,\(year - 8)-01-01
                    gs-new,sunny_days,CN-GS,at_least,\(year - 1),\(year + 4),300,count,anticipatory,sun plan,\(year - 1)-01-01

                    """ + rain.joined()))
    }

    /// The yearbook of harvest and rainfall, as their `source` says.
    static let yearbookTitle = "The Yearbook"
    private static let yearbookIsLate = "  due_months: 1\n  source: \(yearbookTitle)\n"

    private static func indicator(
        _ id: String, _ title: String, _ chinese: String, aggregation: String = "none", due: String = ""
    ) -> String {
        """
        \(id):
          title: { en: \(title), zh: \(chinese) }
          unit: count
          direction: more
          measure: level
          minimum: 0
          aggregation: \(aggregation)
        \(due)  description: \(title), for a test.

        """
    }

    private static let header = "indicator,region,period,value,unit,source_date\n"

    /// Eight years of sunny days, the last of them with a value in Inner Mongolia that was published on a day.
    static func sunnyDays(last value: Int, on date: String) -> String {
        let last: [(region: String, value: Int)] = [("CN-NM", value), ("CN-QH", 280), ("CN-GS", 260), ("CN-NX", 215)]
        let wobble = [0, 3, -2, 4, 1, -3, 2, 0]
        return header
            + last.flatMap { region, value in
                (0..<8).map { step in
                    let level = 200 + (value - 200) * step / 7 + (step == 7 ? 0 : wobble[step])
                    return "sunny_days,\(region),\(Today.year - 8 + step),\(level),count,\(date)\n"
                }
            }
            .joined()
    }

    /// The yearbook of the year before the one that is late.
    static func yearbook() throws -> String {
        try header
            + provinces().map { province in
                """
                harvest,\(province.id),\(Today.year - 3),50,count,\(Today.year - 2)-02-01
                rainfall,\(province.id),\(Today.year - 4),100,count,\(Today.year - 3)-02-01
                rainfall,\(province.id),\(Today.year - 3),160,count,\(Today.year - 2)-02-01

                """
            }
            .joined()
    }
}
