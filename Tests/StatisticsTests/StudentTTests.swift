import Testing

@testable import Statistics

@Suite
struct StudentTTests {
    static let tails: [(degrees: Int, t: Double, p: Double)] = [
        (degrees: 1, t: 1.07934e-08, p: 0.9999999931287081),
        (degrees: 1, t: 0.112315, p: 0.9287964525326624),
        (degrees: 1, t: 5.53007, p: 0.1138889381812183),
        (degrees: 1, t: 259.051, p: 0.0024574952816365297),
        (degrees: 2, t: 0.00552232, p: 0.9960951598505234),
        (degrees: 2, t: 0.437381, p: 0.7045331365933908),
        (degrees: 2, t: 4.04986, p: 0.05590656351528019),
        (degrees: 2, t: 11.3324, p: 0.007696963876760327),
        (degrees: 3, t: 3.54848e-09, p: 0.9999999973914939),
        (degrees: 3, t: 0.603093, p: 0.5889906474463245),
        (degrees: 3, t: 5.2924, p: 0.013162275720377838),
        (degrees: 3, t: 170.109, p: 4.479554701901172e-07),
        (degrees: 4, t: 1.49207e-07, p: 0.99999988809475),
        (degrees: 4, t: 1.12401, p: 0.32390041435816536),
        (degrees: 4, t: 4.97603, p: 0.007618780466744132),
        (degrees: 4, t: 93.0693, p: 7.9908187077539e-08),
        (degrees: 6, t: 2.07428e-09, p: 0.9999999984122101),
        (degrees: 6, t: 1.41793, p: 0.205994275123724),
        (degrees: 6, t: 4.57477, p: 0.0037913622130497132),
        (degrees: 6, t: 36.3562, p: 2.8884796789201367e-08),
        (degrees: 8, t: 0.00732024, p: 0.9943385975996792),
        (degrees: 8, t: 0.747158, p: 0.47635193297734),
        (degrees: 8, t: 3.32867, p: 0.01040496777719002),
        (degrees: 8, t: 251.182, p: 7.06499206118861e-17),
        (degrees: 13, t: 3.20365e-06, p: 0.9999974924968531),
        (degrees: 13, t: 0.204649, p: 0.8410156691373295),
        (degrees: 13, t: 5.76823, p: 6.5094219052612e-05),
        (degrees: 13, t: 115.939, p: 5.491936333454464e-21),
        (degrees: 23, t: 0.00221935, p: 0.9982483538506164),
        (degrees: 23, t: 0.918743, p: 0.36776519752251435),
        (degrees: 23, t: 5.29092, p: 2.2733840957382508e-05),
        (degrees: 23, t: 74.0127, p: 7.27937874716161e-29),
        (degrees: 48, t: 0.000607375, p: 0.9995179021891457),
        (degrees: 48, t: 1.03866, p: 0.30416688533175046),
        (degrees: 48, t: 5.19632, p: 4.117843578147024e-06),
        (degrees: 48, t: 208.935, p: 1.0891419133402799e-72),
        (degrees: 64, t: 0.000295762, p: 0.9997649360468246),
        (degrees: 64, t: 0.346379, p: 0.7301941170426604),
        (degrees: 64, t: 2.80587, p: 0.006640126346879182),
        (degrees: 64, t: 15.8493, p: 7.722582527741357e-24),
        (degrees: 100, t: 3.55197e-05, p: 0.9999717301416537),
        (degrees: 100, t: 0.841997, p: 0.4017988053566729),
        (degrees: 100, t: 4.97878, p: 2.6752740157583133e-06),
        (degrees: 100, t: 230.728, p: 3.5519919443662065e-138),
        (degrees: 333, t: 2.35215e-09, p: 0.9999999981246642),
        (degrees: 333, t: 0.866999, p: 0.38656685424981846),
        (degrees: 333, t: 2.29285, p: 0.02247957844643409),
        (degrees: 1000, t: 1.9737e-07, p: 0.9999998425608889),
        (degrees: 1000, t: 1.06487, p: 0.2871918104550562),
        (degrees: 1000, t: 2.4343, p: 0.015094743880599797),
        (degrees: 1000, t: 51.1988, p: 1.0928506308307807e-281),
        (degrees: 2, t: 1e150, p: 1e-300),
        (degrees: 1, t: 1e200, p: 6.3661977236758134e-201),
    ]

    static let quantiles: [(degrees: Int, tail: Double, t: Double)] = [
        (degrees: 1, tail: 0.025, t: 12.706204736174705),
        (degrees: 1, tail: 0.1, t: 3.0776835371752536),
        (degrees: 2, tail: 0.025, t: 4.302652729749464),
        (degrees: 2, tail: 0.0001, t: 70.70007107496427),
        (degrees: 3, tail: 0.025, t: 3.1824463052837095),
        (degrees: 3, tail: 0.0001, t: 22.203742273204185),
        (degrees: 4, tail: 0.025, t: 2.7764451051977943),
        (degrees: 4, tail: 0.0001, t: 13.033671720896455),
        (degrees: 5, tail: 0.025, t: 2.5705818356363155),
        (degrees: 5, tail: 0.005, t: 4.032142983555228),
        (degrees: 6, tail: 0.025, t: 2.44691185114497),
        (degrees: 6, tail: 0.1, t: 1.4397557472651483),
        (degrees: 7, tail: 0.025, t: 2.3646242515927853),
        (degrees: 7, tail: 0.0001, t: 7.063432828157514),
        (degrees: 8, tail: 0.025, t: 2.3060041352041667),
        (degrees: 8, tail: 0.4, t: 0.26192109674883235),
        (degrees: 9, tail: 0.025, t: 2.2621571627982053),
        (degrees: 9, tail: 0.0001, t: 6.010132129081441),
        (degrees: 10, tail: 0.025, t: 2.228138851986275),
        (degrees: 10, tail: 0.005, t: 3.1692726726169513),
        (degrees: 18, tail: 0.025, t: 2.1009220402410387),
        (degrees: 18, tail: 0.4, t: 0.25712304263817065),
        (degrees: 28, tail: 0.025, t: 2.048407141795245),
        (degrees: 28, tail: 0.005, t: 2.7632624554614447),
        (degrees: 48, tail: 0.025, t: 2.0106347576242323),
        (degrees: 48, tail: 0.4, t: 0.25475586523629695),
        (degrees: 64, tail: 0.025, t: 1.997729654317693),
        (degrees: 64, tail: 0.1, t: 1.2949198195951732),
        (degrees: 65, tail: 0.025, t: 1.997137908392004),
        (degrees: 65, tail: 0.005, t: 2.653604469382925),
        (degrees: 200, tail: 0.025, t: 1.9718962236339095),
        (degrees: 200, tail: 0.1, t: 1.285798793994801),
        (degrees: 1000, tail: 0.025, t: 1.9623390808264085),
        (degrees: 1000, tail: 0.005, t: 2.580754698065951),
    ]

    @Test(arguments: tails)
    func `two-sided probabilities are right to 1e-12 of their own size`(degrees: Int, t: Double, p: Double) {
        let student = StudentT(degreesOfFreedom: degrees)
        #expect(abs(student.twoSided(t) - p) <= 1e-12 * p)
        #expect(student.twoSided(-t) == student.twoSided(t))
        #expect(student.upperTail(t) == student.twoSided(t) / 2)
        #expect(student.upperTail(-t) == 1 - student.twoSided(t) / 2)
    }

    @Test(arguments: quantiles)
    func `quantiles are right to 1e-12`(degrees: Int, tail: Double, t: Double) {
        #expect(abs(StudentT(degreesOfFreedom: degrees).upperQuantile(tail) - t) <= 1e-12 * t)
        if tail == 0.025 { #expect(abs(StudentT.quantile975(degreesOfFreedom: degrees) - t) <= 1e-12 * t) }
    }

    @Test(arguments: [1, 2, 7, 48])
    func `half of the distribution lies above 0, and none above infinity`(degrees: Int) {
        let student = StudentT(degreesOfFreedom: degrees)
        #expect(student.upperTail(0) == 0.5)
        #expect(student.upperQuantile(0.5) == 0)
        #expect(student.upperTail(.infinity) == 0)
        #expect(student.upperTail(-.infinity) == 1)
    }
}
