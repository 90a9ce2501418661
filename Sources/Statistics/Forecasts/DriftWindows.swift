// On the hot path: benchmark `evaluation` in Benchmarks/.

/// The drift forecasts of one year ahead from windows of one series, beside what came then: four windows at a time.
struct DriftWindows {
    private typealias Lanes = SIMD4<Double>

    /// The scale of all values.
    let scale: PowerOfTwoScale
    private let values: [Double]
    /// The values in the scale, the steps between them, and what rounding took from the steps. Zeros follow for lanes past the
    /// last window. Nil if one scale does not do for all windows.
    private let scaled: (values: [Double], steps: [Double], errors: [Double])?

    /// What the forecasts come to, in the scale.
    struct Tally {
        /// Σ|value − forecast|.
        private(set) var errors = 0.0
        /// Σ|value − the value before|.
        private(set) var steps = 0.0
        /// How many forecasts there are.
        private(set) var origins = 0
        /// How many of them have an interval.
        private(set) var intervals = 0
        /// How many intervals hold the value.
        private(set) var covered = 0

        fileprivate mutating func add(error: Double, step: Double, isCovered: Bool?) {
            errors += abs(error)
            steps += abs(step)
            origins += 1
            intervals += isCovered == nil ? 0 : 1
            covered += isCovered == true ? 1 : 0
        }
    }

    /// Takes values of ascending years.
    init(of values: [Double]) {
        self.values = values
        scale = PowerOfTwoScale(of: values.span)
        scaled = scale.scaled(values.span).map { scaled in
            let room = scaled.count + Lanes.scalarCount
            var (values, steps, errors) = (scaled, [Double](), [Double]())
            steps.reserveCapacity(room)
            errors.reserveCapacity(room)
            for next in stride(from: 1, to: scaled.count, by: 1) {
                let step = CompensatedDifference(scaled[next], minus: scaled[next - 1])
                steps.append(step.value)
                errors.append(step.error)
            }
            for _ in 0..<Lanes.scalarCount {
                values.append(0)
                steps.append(0)
                errors.append(0)
            }
            return (values, steps, errors)
        }
    }

    /// Scores windows, each a value further than the one before.
    ///
    /// - Parameters:
    ///   - windows: how many windows there are; none if it is not positive. Their years are consecutive.
    ///   - start: where the first begins.
    ///   - count: how many values each has, at least four.
    func score(_ windows: Int, from start: Int, count: Int, into tally: inout Tally) {
        guard windows > 0 else { return }
        let interval = DriftFit.NextInterval(windowOf: count)
        if scaled == nil {
            for start in start..<start + windows { scoreAlone(start..<start + count, interval, into: &tally) }
        } else {
            for first in stride(from: start, to: start + windows, by: Lanes.scalarCount) {
                scoreLanes(start + windows - first, from: first, count: count, interval, into: &tally)
            }
        }
    }

    /// Scores as many windows as there are lanes, or those that are left. Scaling is exact: each scores as if alone.
    private func scoreLanes(
        _ windows: Int, from start: Int, count: Int, _ interval: DriftFit.NextInterval, into tally: inout Tally
    ) {
        guard let scaled else { return }
        let (values, steps, errors) = (scaled.values.span, scaled.steps.span, scaled.errors.span)
        func step(_ index: Int) -> CompensatedDifference<Lanes> {
            CompensatedDifference(value: steps.lanes(at: index), error: errors.lanes(at: index))
        }
        let last = start + count - 1
        let drift = CompensatedDifference(values.lanes(at: last), minus: values.lanes(at: start))
            .divided(by: Double(count - 1))
        var squares = Lanes.zero
        for index in start..<last {
            let residual = step(index).subtracting(drift)
            squares += residual * residual
        }
        let deviations = (squares / Double(count - 2)).squareRoot()
        let limits = interval.limit(sigma: deviations)
        let next = step(last)
        let missed = next.subtracting(drift)
        for lane in 0..<min(windows, Lanes.scalarCount) {
            let window = values.extracting(start + lane...last + lane)
            let hasInterval = DriftFit.isTold(deviations[lane], fromRoundingOf: window, times: 1)
            tally.add(
                error: missed[lane], step: next.value[lane],
                isCovered: hasInterval ? abs(missed[lane]) <= limits[lane] : nil)
        }
    }

    private func scoreAlone(_ window: Range<Int>, _ interval: DriftFit.NextInterval, into tally: inout Tally) {
        let fit = DriftFit(values.span.extracting(window))
        let (last, next) = (values[window.upperBound - 1], values[window.upperBound])
        let step = CompensatedDifference(next * scale.factor, minus: last * scale.factor)
        tally.add(
            error: step.subtracting(fit.drift(in: scale)), step: step.value,
            isCovered: fit.covers(next: next, interval))
    }
}

extension Span<Double> {
    /// Four values from an index on.
    fileprivate func lanes(at index: Int) -> SIMD4<Double> {
        // Within the span, which is checked.
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index * MemoryLayout<Double>.stride, as: SIMD4<Double>.self)
    }
}
