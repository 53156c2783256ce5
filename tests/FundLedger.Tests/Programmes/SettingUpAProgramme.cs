using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Programmes;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SettingUpAProgramme(TestDatabase database)
{
    [Test]
    public Task A_round_keeps_the_terms_it_was_opened_with() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var amended = (await new AmendGrantTerms(ledger.Database).RunAsync(ledger.Ask(), new("VP", Terms with { PassMark = 70 }, "提高要求"))).Expect();
        (await new OpenGrantRound(ledger.Database).RunAsync(ledger.Ask(), Round("VP-2"))).Expect();
        await ledger.Database.ReadAsync(async reader =>
        {
            var rounds = await GrantReading.RoundsAsync(reader, await Books.LoadAsync(reader));
            Assert.That(rounds.Select(round => (round.Code, round.Version, round.Terms.PassMark, round.StateAt(At(3, 31, 16, 59)))), Is.EqualTo(new[] { ("VP-1", 1, 60, RoundState.Open), ("VP-2", 2, 70, RoundState.Open) }));
            Assert.That((await GrantReading.VersionsAsync(reader, rounds[0].Programme)).Select(version => (version.Version, version.Terms.PassMark, version.Reason)), Is.EqualTo(new[] { (1, 60, ""), (2, 70, "提高要求") }));
            return true;
        });
        Assert.That(amended.Version, Is.EqualTo(2));
        Assert.That(Refused.CodeOf(await new AmendGrantTerms(ledger.Database).RunAsync(ledger.Ask(), new("VP", Terms with { PassMark = 70 }, "再来"))), Is.EqualTo("terms-same"));
        Assert.That(Refused.CodeOf(await new AmendGrantTerms(ledger.Database).RunAsync(ledger.Ask(), new("VP", Terms with { PassMark = 71 }, " "))), Is.EqualTo("reason-missing"));
    });

    [Test]
    public Task Terms_take_two_people_once_there_are_some() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (maker, checker) = (await people.AddAsync("wang", PersonRole.FundManager), await people.AddAsync("li", PersonRole.Approver));
        Assert.That(Refused.CodeOf(await new CreateGrantProgramme(ledger.Database).RunAsync(people.By(maker), Programme())), Is.EqualTo("needs-checker"));
        var proposed = await people.ProposeAsync(maker, CreateGrantProgramme.Kind, Programme());
        await people.ApproveAsync(checker, proposed.Proposal);
        var amendment = await people.ProposeAsync(maker, AmendGrantTerms.Kind, new("VP", Terms with { BarYears = 1 }, "缩短"));
        await people.ApproveAsync(checker, amendment.Proposal);
        await ledger.Database.ReadAsync(async reader =>
        {
            var programme = (await GrantReading.ProgrammesAsync(reader, await Books.LoadAsync(reader))).Single();
            Assert.That((await GrantReading.VersionsAsync(reader, programme)).Select(version => (version.Actor, version.Proposal)), Is.EqualTo(new[] { (maker, (long?)proposed.Proposal), (maker, amendment.Proposal) }));
            Assert.That(GrantJson.WriteIndented(programme.Terms), Is.EqualTo(GrantJson.WriteIndented(Terms with { BarYears = 1 })));
            return true;
        });
        Assert.That(Refused.CodeOf(await new OpenGrantRound(ledger.Database).RunAsync(people.By(checker), Round())), Is.EqualTo("not-there"));
        (await new OpenGrantRound(ledger.Database).RunAsync(people.By(maker), Round())).Expect();
    });

    [Test]
    public Task An_approval_of_terms_dies_when_others_came_first() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        (await new CreateGrantProgramme(ledger.Database).RunAsync(ledger.Ask(), Programme())).Expect();
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (maker, checker) = (await people.AddAsync("wang", PersonRole.FundManager), await people.AddAsync("li", PersonRole.Approver));
        var first = await people.ProposeAsync(maker, AmendGrantTerms.Kind, new("VP", Terms with { PassMark = 65 }, "一"));
        var second = await people.TryProposeAsync(maker, AmendGrantTerms.Kind, new("VP", Terms with { PassMark = 70 }, "二"));
        await people.ApproveAsync(checker, first.Proposal);
        if (second.IsDone(out var later, out _)) Assert.That((await people.TryDecideAsync(checker, later.Proposal)).IsDone(out var decided, out _) && decided!.Status.ToString() == "Executed", Is.False);
        await ledger.Database.ReadAsync(async reader =>
        {
            Assert.That((await GrantReading.ProgrammesAsync(reader, await Books.LoadAsync(reader))).Single().Terms.PassMark, Is.EqualTo(65));
            return true;
        });
    });

    [Test]
    public Task A_round_is_extended_or_ended_with_a_reason_and_only_before_it_closes() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        Task<Outcome<RoundEndMoved>> Move(long? to, string reason = "应居委会要求") => new MoveRoundEnd(ledger.Database).RunAsync(ledger.Ask(), new RoundEnd("VP-1", to, reason));
        Assert.That(Refused.CodeOf(await Move(At(4, 7, 17), "")), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await Move(At(3, 31, 17))), Is.EqualTo("round-window"));
        Assert.That(Refused.CodeOf(await Move(At(3, 1, 17))), Is.EqualTo("round-window"));
        Assert.That(Refused.CodeOf(await Move(At(4, 7, 17) + 1)), Is.EqualTo("round-minutes"));
        (await Move(At(4, 7, 17))).Expect();
        ledger.GoTo(At(4, 7, 16, 30) + 5_000_000);
        Assert.That((await Move(null)).Expect().ClosesAt, Is.EqualTo(At(4, 7, 16, 31)));
        ledger.GoTo(At(4, 7, 16, 31));
        Assert.That(Refused.CodeOf(await Move(At(4, 9, 17))), Is.EqualTo("round-closed"));
        await ledger.Database.ReadAsync(async reader =>
        {
            var round = (await GrantReading.FindRoundAsync(reader, await Books.LoadAsync(reader), "VP-1"))!;
            Assert.That((await GrantReading.ChangesAsync(reader, round)).Select(change => (change.ClosesAtBefore, change.ClosesAt)), Is.EqualTo(new[] { (At(3, 31, 17), At(4, 7, 17)), (At(4, 7, 17), At(4, 7, 16, 31)) }));
            return true;
        });
    });

    [Test]
    public Task Rounds_that_make_no_sense_are_refused_by_name() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        Dictionary<NewGrantRound, string> bad = new()
        {
            [Round("VP-1")] = "round-exists", [Round("VP 2")] = "terms-code", [Round("VP-2", "NONE")] = "grant-programme-unknown",
            [Round("VP-2") with { Name = new("", "x") }] = "terms-name", [Round("VP-2") with { Budget = Cny(0) }] = "amount-not-positive", [Round("VP-2") with { Budget = new Money(1, Currency.Of("VND")) }] = "currency",
            [Round("VP-2") with { ClosesAt = At(3, 1, 9) }] = "round-window", [Round("VP-2") with { ClosesAt = At(3, 14, 9) }] = "round-window", [Round("VP-2") with { OpensAt = At(3, 1, 9) + 1 }] = "round-minutes",
        };
        foreach (var (round, code) in bad) Assert.That(Refused.CodeOf(await new OpenGrantRound(ledger.Database).RunAsync(ledger.Ask(), round)), Is.EqualTo(code), $"{round}");
        Assert.That(Refused.CodeOf(await new CreateGrantProgramme(ledger.Database).RunAsync(ledger.Ask(), Programme())), Is.EqualTo("grant-programme-exists"));
        Assert.That(Refused.CodeOf(await new CreateGrantProgramme(ledger.Database).RunAsync(ledger.Ask(), Programme(Terms with { PassMark = 101 }, "X"))), Is.EqualTo("terms-number"));
    });
}

public sealed class TermsOfAGrant
{
    private static readonly Money Other = new(1, Currency.Of("VND"));
    private static readonly Bilingual Name = new("名", "Name");

    [Test]
    public void The_template_can_be_used_and_goes_through_json_unchanged()
    {
        Assert.That(Terms.RefusalFor(Currency.Cny), Is.Null);
        var json = GrantJson.WriteIndented(Terms);
        Assert.That(GrantJson.WriteIndented(GrantJson.Read<GrantTerms>(System.Text.Encoding.UTF8.GetBytes(json)).Expect()), Is.EqualTo(json));
        Assert.That(json, Does.Contain("\"publicShareAtMost\": \"60%\"").And.Contain("\"amount\": \"50000.00\""));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"categories\":[],\"criteria\":[],\"tranches\":[],\"publicShareAtMost\":\"60\"}")]
    [TestCase("{\"categories\":[],\"criteria\":[],\"tranches\":[],\"publicShareAtMost\":\"12.345%\"}")]
    [TestCase("{\"categories\":[],\"criteria\":[],\"tranches\":[],\"unknown\":1}")]
    public void What_is_no_terms_is_refused_with_its_line(string json) => Assert.That(Refused.CodeOf(GrantJson.Read<GrantTerms>(System.Text.Encoding.UTF8.GetBytes(json))), Is.EqualTo("json"));

    private static IEnumerable<TestCaseData> Bad()
    {
        TestCaseData Case(GrantTerms terms, string code, string field) => new TestCaseData(terms, code, field).SetArgDisplayNames(code, field);
        yield return Case(Terms with { Categories = [] }, "terms-categories", "categories");
        yield return Case(Terms with { Categories = [new("a", Name), new("a", Name)] }, "terms-code-twice", "categories");
        yield return Case(Terms with { Categories = [new("a b", Name)] }, "terms-code", "categories[0].code");
        yield return Case(Terms with { Categories = [new("a", Name, Other)] }, "terms-cap", "categories[0].cap");
        yield return Case(Terms with { Criteria = [] }, "terms-criteria", "criteria");
        yield return Case(Terms with { Criteria = [new("a", Name, 99)] }, "terms-weights", "criteria");
        yield return Case(Terms with { Criteria = [new("a", Name, 100), new("b", Name, 0)] }, "terms-weights", "criteria[1].weight");
        yield return Case(Terms with { Criteria = [new("a", Name, 50), new("a", Name, 50)] }, "terms-code-twice", "criteria");
        yield return Case(Terms with { PublicityWorkingDays = -1 }, "terms-number", "publicityWorkingDays");
        yield return Case(Terms with { BarYears = 11 }, "terms-number", "barYears");
        yield return Case(Terms with { ReviewsEach = 0 }, "terms-number", "reviewsEach");
        yield return Case(Terms with { PublicShareAtMost = new BasisPoints(10_001) }, "terms-share", "publicShareAtMost");
        yield return Case(Terms with { Tranches = [] }, "terms-tranches", "tranches");
        yield return Case(Terms with { Tranches = [Tranche(9_999)] }, "terms-tranches", "tranches");
        yield return Case(Terms with { Tranches = [Tranche(10_000), Tranche(null)] }, "terms-tranches", "tranches");
        yield return Case(Terms with { Tranches = [Tranche(null), Tranche(10_000)] }, "terms-tranches", "tranches[0].share");
        yield return Case(Terms with { Tranches = [Tranche(null, Other), Tranche(null)] }, "currency", "tranches");
        yield return Case(Terms with { Tranches = [Tranche(5_000), Tranche(null, Cny(5))] }, "terms-tranches", "tranches");
        yield return Case(Terms with { Tranches = [Tranche(10_000) with { Requirements = [new(TrancheRequirementKind.Satisfaction)] }] }, "terms-requirements", "tranches[0].requirements[0].least");
        yield return Case(Terms with { Tranches = [Tranche(10_000) with { Requirements = [new(TrancheRequirementKind.Documents, 5)] }] }, "terms-requirements", "tranches[0].requirements[0].least");
        yield return Case(Terms with { Tranches = [Tranche(10_000) with { Requirements = [new(TrancheRequirementKind.Documents), new(TrancheRequirementKind.Documents)] }] }, "terms-requirements", "tranches[0].requirements");
        yield return Case(Terms with { Tranches = [Tranche(10_000) with { Days = -3, InWorkingDays = true }] }, "terms-tranches", "tranches[0].days");
        yield return Case(Terms with { Form = [new("q", Name, QuestionKind.Choice)] }, "terms-options", "form[0].options");
        yield return Case(Terms with { Form = [new("q", Name, QuestionKind.YesNo, ShownIf: new("later", "yes")), new("later", Name, QuestionKind.YesNo)] }, "terms-shown-if", "form[0].shownIf");
        yield return Case(Terms with { Form = [new("q", Name, QuestionKind.YesNo), new("r", Name, QuestionKind.Date, ShownIf: new("q", "maybe"))] }, "terms-shown-if", "form[1].shownIf");
        yield return Case(Terms with { Form = [new("q", Name, QuestionKind.Date), new("q", Name, QuestionKind.Date)] }, "terms-code-twice", "form");
        yield return Case(Terms with { Eligibility = [new("e", Name, [])] }, "terms-eligibility", "eligibility[0].fails");
        yield return Case(Terms with { Eligibility = [new("e", Name, [new("yes", Name), new("no", Name)])] }, "terms-eligibility", "eligibility[0].fails");
        yield return Case(Terms with { Eligibility = [new("e", Name, [new("perhaps", Name)])] }, "answer-choice", "eligibility[0].fails");
        yield return Case(Terms with { Documents = [new("d", new("", ""))] }, "terms-name", "documents[0].name");
    }

    [TestCaseSource(nameof(Bad))]
    public void What_cannot_be_is_refused_where_it_stands(GrantTerms terms, string code, string field) =>
        Assert.That((terms.RefusalFor(Currency.Cny)?.Code, terms.RefusalFor(Currency.Cny)?.Field), Is.EqualTo((code, field)));

    [Test]
    public void A_question_is_shown_only_while_the_one_it_hangs_on_is_answered_so_and_shown_itself()
    {
        var terms = Terms with
        {
            Form =
            [
                new("a", Name, QuestionKind.ManyChoices, Options: [new("x", Name), new("y", Name)]), new("b", Name, QuestionKind.YesNo, ShownIf: new("a", "y")),
                new("c", Name, QuestionKind.Number, ShownIf: new("b", "yes")),
            ],
        };
        Assert.That(terms.RefusalFor(Currency.Cny), Is.Null);
        string Shown(params (string, string)[] answers) => string.Join(' ', terms.Shown(answers.ToDictionary(answer => answer.Item1, answer => answer.Item2)).Select(question => question.Code));
        Assert.That((Shown(), Shown(("b", "yes")), Shown(("a", "x,y")), Shown(("a", "y"), ("b", "yes")), Shown(("a", "x"), ("b", "yes"))), Is.EqualTo(("a", "a", "a b", "a b c", "a")));
    }

    [TestCase(QuestionKind.Number, "12.5", null)]
    [TestCase(QuestionKind.Number, "twelve", "answer-number")]
    [TestCase(QuestionKind.Amount, "12.345", "answer-amount")]
    [TestCase(QuestionKind.Amount, "-1", "answer-amount")]
    [TestCase(QuestionKind.Amount, "12.34", null)]
    [TestCase(QuestionKind.Date, "2026-02-30", "answer-date")]
    [TestCase(QuestionKind.Date, "2028-02-29", null)]
    [TestCase(QuestionKind.YesNo, "ja", "answer-choice")]
    [TestCase(QuestionKind.File, "abc", "answer-file")]
    [TestCase(QuestionKind.ShortText, "", null)]
    public void Answers_are_read_as_their_question_asks(QuestionKind kind, string answer, string? code) => Assert.That(new FormQuestion("q", Name, kind).RefusalFor(answer, Currency.Cny, "q")?.Code, Is.EqualTo(code));

    private static TrancheTerms Tranche(int? share, Money? amount = null) => new(share is { } points ? new BasisPoints(points) : null, amount, TrancheDay.Signing, 1, false, [], Name);
}
