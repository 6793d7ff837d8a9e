import App
import Platform
import ProbeTools

SystemProcess.exit(Daemon.run(Array(CommandLine.arguments.dropFirst()), offering: ProbeCatalog.make).rawValue)
