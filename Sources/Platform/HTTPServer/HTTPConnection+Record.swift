internal import CUV
internal import HTTP

/// The name of the request at hand, and its line in the access log.
extension HTTPConnection {
    /// A request has begun to come.
    func beginRecord() {
        if worker.accessOutput != nil, recordBegin == 0 { recordBegin = uv_hrtime() }
    }

    /// Notes what there is to say of a request.
    func record(_ request: borrowing HTTPRequest) {
        guard let output = worker.accessOutput else { return }
        beginRecord()
        record = AccessRecord(request, showsBody: output.showsBodies, known: isKnownHead ? known?.line : nil)
    }

    /// Names bytes that are refused before they are a request.
    func recordRefusal(_ head: RequestHead?) {
        requestID = worker.nextRequestID()
        guard worker.accessOutput != nil else { return }
        beginRecord()
        record = AccessRecord(refusedFrom: remoteAddress, head)
    }

    func note(_ fact: RequestFact) {
        if case .client(_, let id) = fact { requestID = id }
        record?.note(fact)
    }

    /// The request is answered, or given up: its line is written.
    func endRecord(isAborted: Bool = false) {
        guard var record = record.take() else { return }
        record.isAborted = isAborted
        // Nobody has seen an answer: the number that nginx uses.
        if isAborted, record.status == 0 { record.status = 499 }
        worker.accessOutput?.write(record, id: requestID, begin: recordBegin)
        recordBegin = 0
    }
}
