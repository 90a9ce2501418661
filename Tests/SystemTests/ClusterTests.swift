import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// A record on three PostgreSQL nodes of which one takes the other's place: Cluster/failovers brings it about, and looks.
    @Suite(.enabled(if: getuid() == 0, "SKIPPED: needs root, for a cluster's namespaces"))
    struct ClusterTests {
        /// A frozen leader is the worst of the failures: its connections live on and say nothing.
        @Test func `four writers and a service outlive a leader that freezes, and no batch is lost or there twice`()
            throws
        {
            let folder = try TemporaryFolder()
            let done = try Program(path: Repository.url("Tools/cluster").path).run(
                [
                    "run", folder.url.path, Repository.url("Tests/SystemTests/Cluster/failovers").path,
                    Program.buildFolder.path, folder.url.path, "leader frozen",
                ], limit: .seconds(540))
            let told = "\(done.text)\(done.errors)"
            Attachment.record(told, named: "failovers.txt")
            #expect(done.status == 0, "\(told)")

            let result = try JSON(folder.read("result.json"))
            for broken in ["lost", "twice", "strangers", "holes", "failed_scrapes", "broken"] {
                #expect(result[broken] == .array([]), "\(broken)")
            }
            let failure = try #require(result["failures"]?.elements.first)
            #expect(failure["from"] != failure["to"])
            let acknowledged = try #require(failure["acknowledged"]?.number)
            #expect(acknowledged >= 24)
            #expect(result["batches"] == result["acknowledged"])
        }
    }
}
