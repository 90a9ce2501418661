extension ObservationForm {
    /// The forms that are read, a line each. The first is the default: it says what is wrong with a file that is no text.
    public static let table = [
        ObservationForm("csv", title: "long CSV", reader: LongCSV()),
        ObservationForm(
            "statistics-site", title: "export of the national statistics site", reader: StatisticsSite()),
        ObservationForm("yearbook", title: "yearbook table", reader: Yearbook()),
        ObservationForm("mapped-csv", title: "CSV by a mapping", reader: MappedCSV()),
        ObservationForm("sdmx-csv", title: "SDMX-CSV", reader: SDMXCSV()),
        ObservationForm("eurostat-tsv", title: "Eurostat TSV", reader: EurostatTSV()),
        ObservationForm("world-bank-csv", title: "World Bank CSV", reader: WorldBankCSV()),
        ObservationForm("owid", title: "Our World in Data CSV", reader: OurWorldInData()),
        ObservationForm("open-sdg", title: "Open SDG CSV", reader: OpenSDG()),
        ObservationForm("un-sdg", title: "UN SDG CSV", reader: UnitedNationsSDG()),
        ObservationForm("json-stat", title: "JSON-stat", reader: JSONStat()),
        ObservationForm("sdmx-json", title: "SDMX-JSON", reader: SDMXJSON()),
        ObservationForm("world-bank-json", title: "World Bank JSON", reader: WorldBankJSON()),
    ]
}
