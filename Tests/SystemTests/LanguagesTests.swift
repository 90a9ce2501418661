import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A catalog in French and German alone, from its check to its labels.
    @Suite struct LanguagesTests {
        private static let indicators = """
            lits:
              title: { fr: Lits d’hôpital, de: Krankenhausbetten }
              unit: lits
              direction: more
              measure: level
              description: { fr: "Tous les lits, publics et privés" }

            """

        private func place() throws -> Place {
            let place = try Place(
                catalog: .own(
                    regions: """
                        id,name_fr,name_de,kind
                        FR,France,Frankreich,nation
                        FR-IDF,Île-de-France,,province
                        FR-GES,Grand Est,Großer Osten,province

                        """,
                    indicators: Self.indicators,
                    targets: """
                        id,indicator,region,kind,base_period,target_period,target_value,unit
                        lits-fr,lits,Frankreich,at_least,2020,2030,400000,lits
                        lits-ges,lits,Grand Est,at_least,2020,2030,50000,Betten

                        """))
            let settings = try String(contentsOfFile: place.settings, encoding: .utf8)
            try place.folder.write(
                settings.replacing("targets.csv }", with: "targets.csv, units: units.csv }")
                    + "exposition: { languages: [fr, de, pt-BR] }\n", to: "mosaicd.yaml")
            try place.folder.write(
                "symbol,dimension,power_of_ten,title_fr,title_de\nlits,lits,0,lits,Betten\n", to: "units.csv")
            return place
        }

        private func fill(_ place: Place) throws {
            let file = try place.folder.write(
                """
                indicator,region,period,value,unit
                Lits d’hôpital,France,2020,386000,lits
                Krankenhausbetten,FRANKREICH,2021,382000,Betten
                lits,Großer Osten,2020,34000,lits
                LITS D’HÔPITAL,île-de-france,2020,68000,lits

                """, to: "lits.csv")
            let done = try place.mosaic("backfill", file)
            #expect(done.status == 0 && done.text.contains("4 new"), "\(done.errors)")
        }

        @Test func `a catalog in French and German is checked, filled, shown and served`() throws {
            let place = try place()
            let checked = try place.mosaic("catalog", "check")
            #expect(checked.status == 0 && checked.text.contains("3 regions, 2 targets; no fault"), "\(checked.errors)")
            try fill(place)
            let french = try place.mosaic("show", "--lang", "fr").text
            #expect(french.hasSuffix("\nlits\tlits\t3\t4\t2020–2021\tLits d’hôpital\n"), "\(french)")
            let german = try place.mosaic(
                "gaps", environment: ["LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE.UTF-8"]
            ).text.split(separator: "\n")
            #expect(german[1].hasPrefix("lits-fr\tFrankreich\t2030\taway\t400000\t382000\tBetten\t2021\t"), "\(german)")
            #expect(german[2].hasPrefix("lits-ges\tGroßer Osten\t2030\t"), "\(german)")
            let plain = try place.mosaic("show", "lits").text
            #expect(plain.contains("\nÎle-de-France\t2020\t68000\tlits\t"), "\(plain)")
            let service = try place.start()
            let exposition = try service.get("/metrics").text
            for line in [
                #"mosaic_indicator_info{indicator="lits",unit="lits",title="Lits d’hôpital",direction="more",measure="level",title_fr="Lits d’hôpital",title_de="Krankenhausbetten"} 1"#,
                #"mosaic_region_info{region="FR-IDF",name="Île-de-France",kind="province",level="province",parent="FR",name_fr="Île-de-France"} 1"#,
            ] {
                #expect(exposition.contains("\n\(line)\n"), "\(line)")
            }
            #expect(try service.stop())
        }

        @Test func `tags that are none and names that two regions have are told where they stand`() throws {
            let place = try place()
            try place.folder.write(
                "id,name_fr,name_de_AT,kind\nFR,France,,nation\nFR-IDF,FRANCE,,province\n", to: "regions.csv")
            try place.folder.write(
                Self.indicators.replacing("fr: Lits d’hôpital, de:", with: "fr: \"\", allemand:"), to: "indicators.yaml"
            )
            try place.folder.write(
                "symbol,dimension,power_of_ten,title_deutsch\nlits,lits,0,lits\n", to: "units.csv")
            let checked = try place.mosaic("catalog", "check")
            #expect(checked.status == 78)
            for fault in [
                "regions.csv:1:12: \"de_AT\" is no language tag; expected a tag of BCP 47 such as en, fr or zh-Hant",
                "regions.csv:3:8: \"FRANCE\" names FR-IDF, and FR at 2:4",
                "units.csv:1:31: \"deutsch\" is no language tag",
                "indicators.yaml:2:16: `fr` is blank", "indicators.yaml:2:20: \"allemand\" is no language tag",
            ] {
                #expect(checked.errors.contains(fault), "\(fault)\n\(checked.errors)")
            }
        }
    }
}
