"""Staff race for the same act, citizens for the next number: every race has one winner and leaves one history."""

from crowd import at_once
from stories import Story, upload
from world import ok

RACE = 8


def race(world, story, client, act, document, beaten):
    """`RACE` threads do the same act at once, each with a key of its own; exactly one wins."""
    windows = [client.again() for _ in range(RACE)]
    answers = at_once([lambda w=w: w.post(f"{story.url}/{act}", document) for w in windows])
    won = [answer for answer in answers if answer.status == 200]
    lost = [answer for answer in answers if answer.status != 200]
    assert len(won) == 1, [(answer.status, answer.body[:200]) for answer in answers]
    assert {(answer.status, answer.key) for answer in lost} <= beaten, lost
    sequence = [entry["sequence"] for entry in story.view(world.clerk)["timeline"]]
    assert sequence == list(range(1, len(sequence) + 1)), sequence
    return won[0].json


def test_eight_do_the_same_act_and_one_has_done_it(world):
    moved_on = {(409, "cases.not_allowed_in_status")}
    story = Story(world).to("submitted")
    race(world, story, world.clerk, "receive", {}, moved_on)
    out = race(world, story, world.clerk, "accept", {"supplements": [], "note": ""}, moved_on)
    assert out["instrument"]["kind"] == "acceptance_notice"
    race(world, story, world.reviewer, "review", {"opinion": "agree", "note": ""}, {(409, "cases.not_your_turn")})
    race(world, story, world.approver, "extend", {"days": 3, "reason": "复杂"}, {(409, "cases.already_extended")})
    race(world, story, world.approver, "decide", {"outcome": "granted", "grounds": "好", "basis": "", "remedies": "",
                                                  "conditions": ""}, moved_on)
    race(world, story, world.clerk, "issue", {"result_name": "证", "result_number": "1"}, moved_on)
    race(world, story, world.clerk, "deliver", {"form": "window", "recipient": "甲", "express_number": "", "note": ""},
         moved_on)
    race(world, story, world.clerk, "archive", {}, moved_on)
    kinds = story.kinds()
    assert len(kinds) == len(set(kinds)), kinds
    assert sorted(i["kind"] for i in story.view()["instruments"]) == ["acceptance_notice", "decision", "delivery_record",
                                                                      "extension_notice", "receipt"]


def test_grant_and_denial_and_withdrawal_cannot_all_win(world):
    for _ in range(3):
        story = Story(world).to("under_review")
        decide = {"grounds": "理由", "basis": "依据", "remedies": "救济", "conditions": ""}
        answers = at_once(
            [lambda w=world.approver.again(), o=outcome: w.post(f"{story.url}/decide", decide | {"outcome": o})
             for outcome in ("granted", "denied") * 3] +
            [lambda w=story.applicant.again(): w.post(f"{story.url}/withdraw", {"reason": "不要了"}) for _ in range(2)])
        assert sorted(answer.status for answer in answers) == [200] + [409] * 7, answers
        assert story.status() in ("granted", "denied", "withdrawn")
        papers = [instrument["kind"] for instrument in story.view()["instruments"]]
        assert papers.count("decision") == (0 if story.status() == "withdrawn" else 1), papers


def test_two_saw_the_same_version_and_the_second_is_told(world):
    story = Story(world).to("received")
    version = story.view(world.clerk)["summary"]["version"]
    accept = lambda: world.clerk.again().post(  # noqa: E731
        f"{story.url}/accept", {"supplements": [], "note": "", "expected_version": version})
    answers = at_once([accept] * RACE)
    assert sorted(answer.status for answer in answers) == [200] + [412] * (RACE - 1), answers


def test_reviewers_race_to_claim_and_one_has_the_case(world):
    department = world.department_id()
    reviewers = [world.new_staff("reviewer", department) for _ in range(4)]
    story = Story(world).to("accepted")
    answers = at_once([lambda w=w: w.post(f"{story.url}/claim", {}) for w in reviewers])
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409], answers
    winner = reviewers[[answer.status for answer in answers].index(200)]
    assert story.view(winner)["summary"]["assignee_account_id"] == winner.account_id
    ok(winner.post(f"{story.url}/review", {"opinion": "agree", "note": ""}))


def test_two_devices_save_the_same_group_and_one_is_told(world):
    story = Story(world)
    save = lambda n: story.applicant.again().put(  # noqa: E731
        f"{story.url}/answers/shop", {"group_version": 0, "answers": {"shop_name": f"名称{n}"}})
    answers = at_once([lambda n=n: save(n) for n in range(RACE)])
    assert sorted(answer.status for answer in answers) == [200] + [412] * (RACE - 1), answers
    winner = [answer.status for answer in answers].index(200)
    assert story.view()["form"]["answers"] == {"shop_name": f"名称{winner}"}
    ok(story.applicant.delete(story.url))


def test_many_citizens_submit_at_once_and_the_numbers_of_the_day_have_no_gap(world):
    item_id = world.make_item("并发编号测试事项")
    citizens = [world.register()[0] for _ in range(6)]
    stories = [Story(world, item_id, citizen).fill().hand_in() for citizen in citizens for _ in range(4)]
    hollow = [Story(world, item_id, citizen) for citizen in citizens]  # not complete: refused, and take no number
    answers = at_once([lambda s=s: s.applicant.again().post(f"{s.url}/submit", {}) for s in stories + hollow])
    assert [answer.status for answer in answers] == [200] * len(stories) + [422] * len(hollow), answers
    numbers = [answer.json["case_number"] for answer in answers[:len(stories)]]
    assert len({number[:39] for number in numbers}) == 1, "one item, one day"
    assert sorted(int(number[39:]) for number in numbers) == list(range(1, len(stories) + 1)), sorted(numbers)
    receipts = sorted(answer.json["instrument"]["number"] for answer in answers[:len(stories)])
    assert len(set(receipts)) == len(receipts), receipts


def test_instrument_numbers_of_a_department_have_no_gap(world):
    stories = [Story(world).to("received") for _ in range(6)]
    answers = at_once([lambda s=s: world.clerk.again().post(f"{s.url}/accept", {"supplements": [], "note": ""})
                       for s in stories])
    serials = sorted(int(ok(answer)["instrument"]["number"].split("第")[1].rstrip("号")) for answer in answers)
    assert serials == list(range(serials[0], serials[0] + len(serials))), serials


def test_a_material_is_promised_once(world):
    story = Story(world)
    file_id = upload(story.applicant)
    from stories import day
    answers = at_once([lambda w=story.applicant.again(): w.post(f"{story.url}/materials", {
        "material_key": "later", "source": "promised", "promised_date": day(8)}) for _ in range(RACE)])
    assert sorted(answer.status for answer in answers) == [200] + [409] * (RACE - 1), answers
    ok(story.applicant.post(f"{story.url}/materials", {"material_key": "later", "source": "uploaded", "file_id": file_id}))
    entries = [m for m in story.view()["materials"] if m["material_key"] == "later"][0]["entries"]
    assert [entry["source"] for entry in entries] == ["uploaded"], "what is there takes the place of the promise"
    ok(story.applicant.delete(story.url))
