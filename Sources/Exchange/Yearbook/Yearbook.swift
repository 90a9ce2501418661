/// A table as yearbooks have them: regions × years, years × regions, or regions × indicators of one year.
struct Yearbook: TableForm {
    func recognises(_ head: FormHead) -> Bool { TableLayout(of: head) != nil }
}
