internal import JSON
internal import Telemetry

extension TaskState {
    /// What stands in every message about the task (2026-07-28, extension "Tasks").
    var json: JSONObject {
        var json: JSONObject = ["taskId": .string(id), "status": .string(status.rawValue)]
        json["statusMessage"] = message.map { .string($0) }
        json["createdAt"] = .string(CivilTime(secondsSince1970: created).text)
        json["lastUpdatedAt"] = .string(CivilTime(secondsSince1970: updated).text)
        json["ttlMs"] = .int(time.milliseconds)
        json["pollIntervalMs"] = .int(pollInterval.milliseconds)
        return json
    }

    /// The same with what has come of it, or what it asks.
    var detailed: JSONObject {
        var json = json
        switch status {
        case .completed: json["result"] = result.map { .object($0) }
        case .failed: json["error"] = (error?.json).map { .object($0) }
        case .inputRequired: json["inputRequests"] = .object(questions)
        case .working, .cancelled: break
        }
        return json
    }
}
