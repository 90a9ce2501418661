public import Formats
internal import Indicators

extension SDMXStructure {
    /// The structure message, SDMX-JSON 2.0.
    ///
    /// - Parameter prepared: when, RFC 3339.
    public func json(prepared: String) -> JSONValue {
        [
            "meta": [
                "schema": .text(
                    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
                        + "sdmx-json-structure-schema.json"),
                "id": .text("FIGURES"), "prepared": .text(prepared), "test": .boolean(false),
                "sender": ["id": .text(Self.agency)],
            ],
            "data": [
                "conceptSchemes": .array([Self.artefact("CONCEPTS", ("concepts", .array(concepts)))]),
                "codelists": .array(codeLists),
                "dataStructures": .array([Self.artefact("FIGURES", ("dataStructureComponents", components))]),
                "dataflows": .array([
                    Self.artefact("FIGURES", ("structure", .text(Self.urn("datastructure.DataStructure", "FIGURES"))))
                ]),
            ],
        ]
    }

    private var concepts: [JSONValue] {
        Self.components.map { ["id": .text($0.id), "name": .text($0.id), "names": ["en": .text($0.id)]] }
    }

    private var codeLists: [JSONValue] {
        func english(_ id: String, _ name: String) -> (id: String, name: MultilingualText) { (id, ["en": name]) }
        let statuses = ObservationStatus.allCases.map { english($0.rawValue, "\($0)") }
        return [
            Self.codeList("CL_FREQ", [english("A", "Annual")]),
            Self.codeList("CL_INDICATOR", catalog.indicators.map { (id: $0.id.rawValue, name: $0.title) }),
            Self.codeList("CL_AREA", catalog.regions.map { (id: $0.id.rawValue, name: $0.name) }),
            Self.codeList("CL_OBS_STATUS", statuses),
            Self.codeList("CL_BOUND", ObservationBound.allCases.map { english($0.rawValue, "\($0)") }),
        ]
    }

    private var components: JSONValue {
        func component(_ index: Int) -> [JSONValue.Member] {
            let (id, part, list) = Self.components[index]
            let concept =
                "urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=\(Self.agency):CONCEPTS(\(Self.version)).\(id)"
            let type = part == .time ? "ObservationalTimePeriod" : part == .measure ? "Double" : "String"
            let representation: JSONValue =
                list.map { ["enumeration": .text(Self.urn("codelist.Codelist", $0))] }
                ?? ["format": ["dataType": .text(type)]]
            return [
                JSONValue.Member(key: "id", value: .text(id)),
                JSONValue.Member(key: "conceptIdentity", value: .text(concept)),
                JSONValue.Member(key: "localRepresentation", value: representation),
            ]
        }
        func all(_ part: Part, _ more: [JSONValue.Member] = []) -> JSONValue {
            .array(
                Self.components.indices.filter { Self.components[$0].part == part }.map {
                    .object(component($0) + more)
                })
        }
        let attribute = [
            JSONValue.Member(key: "usage", value: .text("optional")),
            JSONValue.Member(key: "attributeRelationship", value: ["observation": .object([])]),
        ]
        let time = Self.components.firstIndex { $0.part == .time }.map { JSONValue.object(component($0)) } ?? .null
        return [
            "dimensionList": [
                "id": .text("DimensionDescriptor"), "dimensions": all(.dimension), "timeDimension": time,
            ],
            "measureList": ["id": .text("MeasureDescriptor"), "measures": all(.measure)],
            "attributeList": ["id": .text("AttributeDescriptor"), "attributes": all(.attribute, attribute)],
        ]
    }

    private static func codeList(_ id: String, _ codes: [(id: String, name: MultilingualText)]) -> JSONValue {
        artefact(
            id,
            (
                "codes",
                .array(
                    codes.map { ["id": .text($0.id), "name": .text($0.name[.english]), "names": JSONValue($0.name)] })
            ))
    }

    private static func artefact(_ id: String, _ content: (key: String, value: JSONValue)) -> JSONValue {
        .object([
            JSONValue.Member(key: "id", value: .text(id)), JSONValue.Member(key: "name", value: .text(id)),
            JSONValue.Member(key: "names", value: ["en": .text(id)]),
            JSONValue.Member(key: "version", value: .text(version)),
            JSONValue.Member(key: "agencyID", value: .text(agency)),
            JSONValue.Member(key: content.key, value: content.value),
        ])
    }

    private static func urn(_ kind: String, _ id: String) -> String {
        "urn:sdmx:org.sdmx.infomodel.\(kind)=\(agency):\(id)(\(version))"
    }
}
