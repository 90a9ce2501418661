internal import Evaluation
public import Formats
public import Indicators
internal import Synchronization

/// A snapshot's families as bytes, in each form that is asked for: a form that nobody asks for is not made.
///
/// What is asked for once is made of later snapshots too, before they are published, until nobody has asked for an hour.
public final class RenderedSnapshot: Sendable {
    /// The number of samples.
    public let samples: Int
    /// How many samples were left out for the limit.
    public let samplesLeftOut: Int
    /// What the bytes are made of; nil if they have no blocks.
    let blocks: SnapshotBlocks?
    private let slots: [ExpositionForm: Slot]
    private let make: Make

    /// Makes a form, of the others that are made where those have what it wants.
    typealias Make =
        @Sendable (ExpositionForm, _ others: [(form: ExpositionForm, bytes: FormBytes)]) throws(FormatsError) ->
        FormBytes

    /// A form that somebody has asked for.
    struct Wanted {
        let form: ExpositionForm
        /// Its bytes, if they are made.
        let bytes: FormBytes?
        /// When a snapshot was last published after somebody had asked for the form.
        let lastAsked: Timestamp
    }

    /// Takes the forms that are made, and what makes the others.
    init(
        samples: Int, samplesLeftOut: Int, blocks: SnapshotBlocks?, made: [Wanted],
        make: @escaping Make
    ) {
        self.samples = samples
        self.samplesLeftOut = samplesLeftOut
        self.blocks = blocks
        self.make = make
        slots = Dictionary(
            uniqueKeysWithValues: ExpositionForm.allCases.map { form in
                let wanted = made.first { $0.form == form }
                return (form, Slot(wanted?.bytes, lastAsked: wanted?.lastAsked))
            })
    }

    /// The bytes in a form, as all answers share them; nil if they are not made yet, or just being made.
    public func made(_ form: ExpositionForm) -> FormBytes? {
        guard let slot = slots[form] else { return nil }
        slot.isAsked.store(true, ordering: .relaxed)
        return slot.bytes.withLockIfAvailable { $0 } ?? nil
    }

    /// The bytes in a form, which are made now if they are not there. That takes time in proportion to the snapshot.
    ///
    /// - Throws: `FormatsError.compression` where zlib refuses.
    public func bytes(_ form: ExpositionForm) throws(FormatsError) -> FormBytes {
        guard let slot = slots[form] else { return try make(form, []) }
        slot.isAsked.store(true, ordering: .relaxed)
        return try slot.bytes.withLock { bytes throws(FormatsError) in
            if let bytes { return bytes }
            let others = ExpositionForm.allCases.filter { $0 != form }
            let made = try make(form, others.compactMap { other in bytesAtHand(other).map { (other, $0) } })
            bytes = made
            return made
        }
    }

    /// The indicators whose series are left out for the limit, in the catalog's order.
    public var indicatorsLeftOut: [Identifier<Indicator>] { blocks?.indicatorsLeftOut ?? [] }

    /// The catalog whose indicators and regions a scrape may ask for.
    public var catalog: Catalog {
        blocks?.snapshot.catalog ?? Catalog(regions: [], indicators: [], targetRows: [])
    }

    /// The groups of families that a scrape may ask for.
    public var collected: [CollectedGroup] { blocks?.renderer.collected ?? CollectedGroup.allCases }

    /// The bytes in a form if they are made, for who does not ask for the form itself.
    func bytesAtHand(_ form: ExpositionForm) -> FormBytes? {
        slots[form]?.bytes.withLockIfAvailable { $0 } ?? nil
    }

    /// The sizes of the forms that are made.
    var sizes: [(form: ExpositionForm, bytes: Int)] {
        ExpositionForm.allCases.compactMap { form in
            slots[form]?.bytes.withLockIfAvailable { $0 }?.map { (form, $0.count) }
        }
    }

    /// The forms that a next snapshot is to have at once.
    func wanted(at time: Timestamp) -> [Wanted] {
        ExpositionForm.allCases.compactMap { form in
            guard let slot = slots[form] else { return nil }
            let lastAsked = slot.isAsked.load(ordering: .relaxed) ? time : slot.lastAsked
            guard let lastAsked, time < lastAsked.advanced(by: Self.keepTime) else { return nil }
            return Wanted(form: form, bytes: slot.bytes.withLockIfAvailable { $0 } ?? nil, lastAsked: lastAsked)
        }
    }

    private static let keepTime = Duration.seconds(3600)

    /// The place of a form.
    private final class Slot: Sendable {
        let bytes: Mutex<FormBytes?>
        let lastAsked: Timestamp?
        let isAsked = Atomic(false)

        init(_ bytes: FormBytes?, lastAsked: Timestamp?) {
            self.bytes = Mutex(bytes)
            self.lastAsked = lastAsked
        }
    }
}
