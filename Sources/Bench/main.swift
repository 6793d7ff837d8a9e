import BenchRuns

await InProcess.run(calls: CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 300_000)
