import BenchRuns

let words = CommandLine.arguments.dropFirst()
if words.first == "echo" {
    WebSocketEcho.serve(port: words.last.flatMap { Int($0) } ?? 9001)
} else if words.first == "conditions" {
    Conditions.run()
} else {
    await InProcess.run(calls: words.first.flatMap { Int($0) } ?? 300_000)
}
