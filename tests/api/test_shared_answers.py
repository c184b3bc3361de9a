"""Guides are kept ready to send; nobody may be shown one that is older than a change they were told of."""

from harness import Client
from world import ok


def test_a_guide_has_a_tag_and_is_not_sent_twice(world):
    client = world.anyone()
    target = f"/api/v1/items/{world.real_item}/guide"
    first = client.get(target)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache" and "vary" in first.headers
    again = client.call("GET", target, extra={"If-None-Match": tag})
    assert again.status == 304 and again.body == b"" and again.headers["etag"] == tag
    assert client.call("GET", target, extra={"If-None-Match": '"another"'}).status == 200
    small = Client(world.server.port).call("GET", target, extra={"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip" and len(small.body) < len(first.body)
    assert small.headers["etag"] != tag
    assert ok(world.zhangsan.get(target)) == first.json, "the same for who is signed in"


def test_a_change_shows_at_once(world):
    item_id = world.make_item("接口测试随时更新")
    client, target = world.anyone(), f"/api/v1/items/{item_id}/guide"
    for reason in ("暂停", "恢复"):
        act = "suspend" if reason == "暂停" else "resume"
        for _ in range(3):
            before = ok(client.get(target))["can_apply_here"]
        ok(world.publisher.post(f"/api/v1/editor/items/{item_id}/{act}", {"reason": reason}))
        assert ok(client.get(target))["can_apply_here"] != before, reason
