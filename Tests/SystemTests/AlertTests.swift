import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What arrives, by way of real Prometheus and Alertmanager on the shipped files.
    @Suite struct AlertTests {
        private let place: Place

        init() throws {
            place = try AlertPlace.make()
            let figures = AlertPlace.sunnyDays(last: 290, on: Today.date(plus: -1))
            #expect(try place.mosaic("backfill", "-", input: figures).status == 0)
        }

        /// Waits until something is so, or fails with what came instead.
        private func wait(
            for what: String, in chain: AlertChain, location: SourceLocation = #_sourceLocation,
            _ isSo: () throws -> Bool
        ) throws {
            let isInTime = try eventually(every: .milliseconds(200), isSo)
            let came = try chain.receiver.notifications().map(\.whole.description).joined(separator: "\n")
            let firing = try chain.firing().sorted()
            try #require(isInTime, "no \(what); firing: \(firing); came: \(came)", sourceLocation: location)
        }

        /// Waits for more scrapes that succeed, or that fail.
        private func awaitScrapes(of chain: AlertChain, good: Int = 0, failed: Int = 0) throws {
            let before = try chain.scrapes()
            try wait(for: "\(good) good and \(failed) failed scrapes", in: chain) {
                let now = try chain.scrapes()
                return now.good >= before.good + good && now.failed >= before.failed + failed
            }
        }

        @Test
        func `a missed target arrives with both names, holds through restart and kill, and ends with a correction`()
            throws
        {
            let year = Today.year
            var service = try place.start()
            let chain = try AlertChain(scraping: service.port)
            func missed(_ receiver: String, _ target: String) throws -> [AlertReceiver.Notification] {
                try chain.receiver.notifications(of: "MosaicTargetMissed").filter {
                    $0.receiver == receiver && $0.alerts.contains { $0.labels["target"] == target }
                }
            }
            try wait(for: "the miss", in: chain) {
                try !missed("planners", "nm-sun").isEmpty && !missed("planners", "qh-sun").isEmpty
            }
            let notification = try #require(missed("planners", "nm-sun").first)
            let alert = try #require(notification.alerts.first)
            #expect(notification.isFiring)
            #expect(notification.summary == "A plan's target is missed")
            #expect(
                alert.labels == [
                    "alertname": "MosaicTargetMissed", "severity": "warning", "indicator": "sunny_days",
                    "region": "CN-NM", "target": "nm-sun",
                ])
            #expect(
                alert.annotations["description"]
                    == "Inner Mongolia (CN-NM), Sunny days: 290 count in \(year - 1); "
                    + "nm-sun asks for 300 count in \(year - 1), gap 10 count.")
            #expect(
                alert.annotations["description_zh"]
                    == "内蒙古（CN-NM） 晴天：\(year - 1)年 290 count；目标 nm-sun 要求\(year - 1)年 300 count，差距 10 count。")
            let binding = try #require(missed("planners", "qh-sun").first)
            #expect(binding.alerts.map { $0.labels["severity"] } == ["critical"])
            try wait(for: "what is behind", in: chain) {
                try !chain.receiver.notifications(of: "MosaicTargetBehind").isEmpty
            }
            let behind = try chain.receiver.notifications(of: "MosaicTargetBehind")
            #expect(behind.map(\.receiver) == ["archive"])
            #expect(behind.flatMap(\.alerts).map { $0.labels["target"] } == ["nx-sun"])
            let mail = AlertReceiver.Mail(
                to: "planners@example.org",
                subject: "[FIRING:1] MosaicTargetMissed sunny_days (CN-NM warning nm-sun)")
            try wait(for: "the mail", in: chain) { try chain.receiver.mails().contains(mail) }

            #expect(try service.stop())
            try awaitScrapes(of: chain, failed: 3)
            service = try place.start()
            try awaitScrapes(of: chain, good: 2)
            service.program.kill()
            try awaitScrapes(of: chain, failed: 3)
            service = try place.start()
            try awaitScrapes(of: chain, good: 2)

            let correction = AlertPlace.sunnyDays(last: 301, on: Today.date())
            #expect(try place.mosaic("backfill", "-", input: correction).status == 0)
            try wait(for: "the end", in: chain) { try missed("planners", "nm-sun").contains { !$0.isFiring } }
            #expect(try missed("planners", "nm-sun").map(\.isFiring) == [true, false])
            #expect(try missed("planners", "qh-sun").map(\.isFiring) == [true])
            #expect(
                try chain.receiver.notifications().map(\.name).sorted { $0 ?? "" < $1 ?? "" }
                    == ["MosaicTargetBehind", "MosaicTargetMissed", "MosaicTargetMissed", "MosaicTargetMissed"])
            #expect(try chain.query("mosaic_target_state{target=\"nm-sun\",state=\"met\"}").map(\.value) == [1])
        }

        @Test func `thirty-one provinces late with one yearbook arrive as one notification`() throws {
            #expect(try place.mosaic("backfill", "-", input: AlertPlace.yearbook()).status == 0)
            let provinces = try AlertPlace.provinces()
            #expect(provinces.count == 31)
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port)
            func late(_ name: String, _ label: String, _ value: String) throws -> [AlertReceiver.Notification] {
                try chain.receiver.notifications(of: name).filter {
                    $0.whole["groupLabels"]?[label]?.string == value
                }
            }
            try wait(for: "all that is late", in: chain) {
                try !late("MosaicDataOverdue", "source", AlertPlace.yearbookTitle).isEmpty
                    && !late("MosaicFinalFigureOverdue", "indicator", "rainfall").isEmpty
            }
            try awaitScrapes(of: chain, good: 5)

            #expect(try !chain.query("mosaic_indicator_members_ratio{indicator=\"harvest\"}").isEmpty)
            let data = try late("MosaicDataOverdue", "source", AlertPlace.yearbookTitle)
            #expect(data.map(\.alerts.count) == [1])
            let description = try #require(data.first?.alerts.first?.annotations["description"])
            #expect(description.hasPrefix("The Yearbook: yearly figures up to "))
            for indicator in ["Harvest (harvest)", "Rainfall (rainfall)"] {
                #expect(description.contains(" \(indicator) in 31 regions: Anhui, Beijing, "), "\(description)")
            }
            let chinese = try #require(data.first?.alerts.first?.annotations["description_zh"])
            for province in provinces {
                #expect(description.contains(province.name))
                #expect(chinese.contains(province.chinese))
            }
            let final = try late("MosaicFinalFigureOverdue", "indicator", "rainfall")
            #expect(final.map(\.alerts.count) == [31])
            #expect(Set(final.flatMap(\.alerts).map { $0.labels["region"] }) == Set(provinces.map(\.id)))
            #expect(final.first?.summary == "The final figure of a plan's target is overdue")
        }

        @Test func `with the service down, only that arrives`() throws {
            let settings = try String(decoding: place.folder.read("mosaicd.yaml"), as: UTF8.self)
            try place.folder.write(settings + "evaluation: { every: 1s }\n", to: "mosaicd.yaml")
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port, downAfter: 2, evaluationAge: 30, groupWait: "15s")
            try wait(for: "what there is before", in: chain) {
                try Set(chain.receiver.notifications().compactMap(\.name)) == [
                    "MosaicTargetMissed", "MosaicTargetBehind",
                ]
                    && chain.receiver.notifications().count == 3
            }
            service.program.kill()
            try wait(for: "the service's end", in: chain) {
                try !chain.receiver.notifications(of: "MosaicDown").isEmpty
            }
            try wait(for: "what is muted", in: chain) {
                try chain.muted() == [
                    "MosaicAbsent", "MosaicEvaluationFailing", "MosaicTargetMissed", "MosaicTargetBehind",
                ]
            }
            try awaitScrapes(of: chain, failed: 5)
            let told = try chain.receiver.notifications().dropFirst(3).map(\.name)
            #expect(told == ["MosaicDown"])

            let next = try place.start()
            try wait(for: "its return", in: chain) {
                try chain.receiver.notifications(of: "MosaicDown").contains { !$0.isFiring }
            }
            try awaitScrapes(of: chain, good: 3)
            let toldThen = try chain.receiver.notifications().dropFirst(3).map(\.name)
            #expect(toldThen == ["MosaicDown", "MosaicDown"])
            #expect(next.program.isRunning)
        }

        @Test func `a reload with a fault arrives, the targets' alerts stay, and a good one ends it`() throws {
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port)
            let indicators = try String(decoding: place.folder.read("indicators.yaml"), as: UTF8.self)
            try wait(for: "the misses", in: chain) {
                try chain.receiver.notifications(of: "MosaicTargetMissed").count == 2
            }

            try place.folder.write(indicators.replacing("unit: count", with: "unit: counts"), to: "indicators.yaml")
            service.program.signal(SIGHUP)
            try wait(for: "the fault", in: chain) {
                try !chain.receiver.notifications(of: "MosaicConfigReloadFailed").isEmpty
            }
            #expect(try chain.receiver.notifications(of: "MosaicConfigReloadFailed").map(\.receiver) == ["operators"])

            try place.folder.write(indicators, to: "indicators.yaml")
            service.program.signal(SIGHUP)
            try wait(for: "its end", in: chain) {
                try chain.receiver.notifications(of: "MosaicConfigReloadFailed").map(\.isFiring) == [true, false]
            }
            #expect(try chain.receiver.notifications(of: "MosaicTargetMissed").map(\.isFiring) == [true, true])
        }

        @Test func `without honor_labels an alert says that the provinces' label is overwritten`() throws {
            let service = try place.start()
            let chain = try AlertChain(scraping: service.port, honorLabels: false)
            try wait(for: "the alert", in: chain) {
                try !chain.receiver.notifications(of: "MosaicRegionLabelOverwritten").isEmpty
                    && !chain.receiver.notifications(of: "MosaicTargetMissed").isEmpty
            }
            let missed = try chain.receiver.notifications(of: "MosaicTargetMissed").flatMap(\.alerts)
            #expect(missed.allSatisfy { $0.labels["region"] == AlertChain.cloudRegion })
            #expect(
                missed.allSatisfy {
                    $0.annotations["description"]?.hasPrefix("\(AlertChain.cloudRegion), Sunny days: ") == true
                })
        }
    }
}
