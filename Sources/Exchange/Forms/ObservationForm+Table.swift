extension ObservationForm {
    /// The forms that are read, a line each. The first is the default: it says what is wrong with a file that is no text.
    public static let table = [
        ObservationForm("csv", title: "long CSV", reader: LongCSV()),
        ObservationForm(
            "statistics-site", title: "export of the national statistics site", reader: StatisticsSite()),
        ObservationForm("yearbook", title: "yearbook table", reader: Yearbook()),
    ]
}
