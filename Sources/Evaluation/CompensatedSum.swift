/// A sum and what rounding took from it, by the error-free sum of two numbers.
///
/// Sources: Knuth, TAOCP vol. 2, §4.2.2, theorem B; Ogita, Rump and Oishi 2005, "Sum2".
struct CompensatedSum {
    private var sum = 0.0
    private var error = 0.0

    /// The sum; not finite if it, or a partial sum, is beyond the range of a double.
    var value: Double { sum + error }

    /// Adds a number.
    mutating func add(_ number: Double) {
        let total = sum + number
        let part = total - sum
        error += (sum - (total - part)) + (number - part)
        sum = total
    }

    /// Adds a product and keeps what rounding took from the product too ("Dot2").
    mutating func add(_ left: Double, times right: Double) {
        let product = left * right
        add(product)
        error += (-product).addingProduct(left, right)
    }
}
