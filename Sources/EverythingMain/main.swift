import App
import Everything
import Platform

SystemProcess.exit(Daemon.run(Array(CommandLine.arguments.dropFirst()), offering: EverythingCatalog.make).rawValue)
