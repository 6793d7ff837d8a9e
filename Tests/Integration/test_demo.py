"""The small examples of [demo], over HTTP."""

from forge import call, request, tool


def said(answer):
    return answer.json["result"]["content"][0]["text"]


def test_messages_survive_a_restart(start, tmp_path):
    config = f"[demo]\nenabled = true\nmessages_file = '{tmp_path}/messages'\n"
    one = start(config, waiting=False)
    assert said(call(one, tool("list_messages"))) == "No messages available."
    assert said(call(one, tool("post_message", {"message": "Hi"}))) == "Message posted successfully: 'Hi'"
    assert one.stop() == 0
    two = start(config, waiting=False)
    assert said(call(two, tool("list_messages"))) == "1. anonymous: Hi"


def test_no_uri_leads_out_of_the_folder(start, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("inside")
    (tmp_path / "secret.txt").write_text("outside")
    (folder / "link.txt").symlink_to("../secret.txt")
    server = start(f"[demo]\nenabled = true\nfiles_folder = '{folder}'\n", waiting=False)

    def read(uri):
        return call(server, request("resources/read", {"uri": uri})).json

    assert read("files:///a.txt")["result"]["contents"][0]["text"] == "inside"
    assert read("files://")["result"]["contents"][0]["text"] == '{"files":["a.txt"]}'
    for path in ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "link.txt", "/etc/passwd", "a.txt%00"]:
        assert read(f"files:///{path}")["error"]["code"] == -32602, path


def test_the_examples_are_off_by_default(start):
    server = start(waiting=False)
    names = {one["name"] for one in call(server, request("tools/list")).json["result"]["tools"]}
    assert "hello_world" in names and not names & {"add", "calculate", "echo_tool", "greet_user", "analyze_text", "list_messages"}
