import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What is exported as SDMX is read by the reference implementation in Python.
    @Suite struct SDMXTests {
        @Test func `pysdmx reads the figures and their structure`() throws {
            let place = try Place()
            try place.folder.write(
                """
                indicator,region,period,value,unit,status,bound,source,source_date,note
                new_energy_capacity,CN-NM,2023,93.5,GW,E,gt,"a, b",2024-01-05,
                new_energy_capacity,CN-NM,2024,,GW,O,eq,a,2025-01-05,none yet

                """, to: "figures.csv")
            #expect(try place.mosaic("backfill", "figures.csv").status == 0)
            try place.folder.write(try place.mosaic("export", "--format", "sdmx-csv").text, to: "sdmx.csv")
            try place.folder.write(
                try place.mosaic("export", "--format", "sdmx-csv", "--structure").text, to: "structure.json")
            let script = """
                from pysdmx.io import read_sdmx
                data = read_sdmx("sdmx.csv").data[0]
                print(data.structure, len(data.data))
                print(data.data[["INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "BOUND"]]
                      .to_csv(index=False), end="")
                structure = read_sdmx("structure.json")
                flow, lists = structure.get_dataflows()[0], structure.get_codelists()
                print(flow.short_urn, sorted(l.id for l in lists))
                dsd = structure.get_data_structure_definitions()[0]
                print([c.id for c in dsd.components])
                """
            let python = Program(path: Repository.url(".venv/bin/python").path)
            let read = try python.run(["-c", script], directory: place.folder.url)
            #expect(read.status == 0, "\(read.errors)")
            #expect(
                read.text == """
                    Dataflow=MOSAIC:FIGURES(1.0.0) 2
                    INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,BOUND
                    new_energy_capacity,CN-NM,2023,93.5,E,gt
                    new_energy_capacity,CN-NM,2024,,O,eq
                    Dataflow=MOSAIC:FIGURES(1.0.0) ['CL_AREA', 'CL_BOUND', 'CL_FREQ', 'CL_INDICATOR', 'CL_OBS_STATUS']
                    ['FREQ', 'INDICATOR', 'REF_AREA', 'TIME_PERIOD', 'OBS_VALUE', 'UNIT_MEASURE', 'OBS_STATUS', 'BOUND', \
                    'SOURCE', 'SOURCE_DATE', 'OBS_COMMENT']

                    """)
        }
    }
}
