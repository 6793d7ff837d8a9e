import TOML
import Testing

@testable import App

@Suite struct ConversionTests {
    @Test func `the file of the Python edition becomes one without warnings about its places`() {
        let conversion = Conversion(of: TOMLDocument(PythonEdition.file))
        let read = ConfigurationText(conversion.text)
        #expect(read.errors.isEmpty)
        #expect(!read.warnings.contains { $0.hasSuffix("stands in the wrong table") })
        #expect(read.configuration == ConfigurationText(PythonEdition.file).configuration)
    }

    @Test func `the file of the Go edition becomes TOML that loads`() {
        let conversion = Conversion(of: TOMLDocument(Array(GoEdition.http.utf8), named: "config.yaml"))
        let read = ConfigurationText(conversion.text)
        #expect(read.errors.isEmpty)
        var expected = ConfigurationText(GoEdition.http, named: "config.yaml").configuration
        expected.proxies = read.configuration.proxies
        #expect(read.configuration == expected)
        #expect(conversion.notes.count == 2)
    }

    @Test func `so does its file for standard streams, with nothing to say`() {
        let conversion = Conversion(of: TOMLDocument(Array(GoEdition.stdio.utf8), named: "config.yaml"))
        #expect(conversion.notes.isEmpty)
        let expected = ConfigurationText(GoEdition.stdio, named: "config.yaml").configuration
        #expect(ConfigurationText(conversion.text).configuration == expected)
    }

    @Test func `what is converted needs no more`() {
        let once = Conversion(of: TOMLDocument(PythonEdition.file)).text
        let twice = Conversion(of: TOMLDocument(once))
        #expect(twice.notes.isEmpty)
        #expect(SettingTree(TOMLDocument(twice.text).root).sorted == SettingTree(TOMLDocument(once).root).sorted)
    }
}
