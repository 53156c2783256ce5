using System.Net;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Grants;
using FundLedger.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FundLedger.Web.Tests.Pages;

/// <summary>The terms of a programme, field by field.</summary>
public sealed class FillingInTerms : PageTest
{
    [Test]
    public void Whatever_stands_in_terms_stands_in_the_form_and_is_read_back()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var terms = Terms(random);
            Assert.That(GrantJson.WriteIndented(TermsFields.Of(terms).Read(Currency.Cny).Expect()), Is.EqualTo(GrantJson.WriteIndented(terms)));
            Assert.That(TermsFields.Holds(terms, Currency.Cny));
        }

        Assert.That(TermsFields.Holds(GrantTemplate.Venture(Currency.Cny), Currency.Cny));
        var stroke = GrantTemplate.Venture(Currency.Cny);
        Assert.That(TermsFields.Holds(stroke with { Eligibility = [stroke.Eligibility[0] with { Fails = [new("no", new("甲 | 乙", "A | B"))] }] }, Currency.Cny), Is.False, "a stroke parts what stands in a line");
    }

    [Test]
    public void Rows_of_which_nothing_is_typed_do_not_count_and_codes_are_made_up()
    {
        var read = Typed(("categories[0].code", "category-1"), ("categories[0].name", "甲"), ("categories[2].name", "乙"), ("form[1].text", "哪天？"), ("form[1].kind", "Choice"), ("form[1].options", "周一 | Monday\r\nx | 周二｜Tuesday\r\n"), ("form[1].shownIf", "space＝yes"),
            ("eligibility[0].text", "登记了吗"), ("eligibility[0].fails", "no|没有登记|Not registered")).Read(Currency.Cny).Expect();
        Assert.That(read.Categories.Select(one => (one.Code, one.Name.Zh)), Is.EqualTo(new[] { ("category-1", "甲"), ("category-2", "乙") }), "no code stands twice");
        var question = read.Form.Single();
        Assert.That((question.Code, question.ShownIf), Is.EqualTo(("question-1", new ShownIf("space", "yes"))));
        Assert.That(question.Options, Is.EqualTo(new[] { new AnswerOption("option-1", new("周一", "Monday")), new AnswerOption("x", new("周二", "Tuesday")) }));
        Assert.That(read.Eligibility.Single().Fails, Is.EqualTo(new[] { new FailingAnswer("no", new("没有登记", "Not registered")) }));
        Assert.That((read.ResidentVote, read.PublicShareAtMost, question.Help), Is.EqualTo(((ResidentVoteTerms?)null, (BasisPoints?)null, (Bilingual?)null)));
    }

    [TestCase("passMark", "六十", "passMark")]
    [TestCase("publicShareAtMost", "60,5", "publicShareAtMost")]
    [TestCase("categories[1].cap", "很多", "categories[1].cap")]
    [TestCase("tranches[0].days", "", "tranches[0].days")]
    [TestCase("form[0].options", "周一", "form[0].options")]
    [TestCase("form[0].shownIf", "space", "form[0].shownIf")]
    [TestCase("eligibility[0].fails", "没有登记 | Not registered", "eligibility[0].fails")]
    public void What_cannot_be_read_is_told_of_its_field(string field, string text, string told)
    {
        var typed = Typed((field, text), ("tranches[0].name", "首期"), ("form[0].text", "哪天？"));
        if (field != "tranches[0].days") typed = Typed((field, text));
        Assert.That(typed.Read(Currency.Cny).IsDone(out _, out var refusal), Is.False);
        Assert.That(refusal!.Field, Is.EqualTo(told));
    }

    [Test]
    public async Task A_programme_is_filled_in_with_more_rows_and_told_beside_the_field_what_is_wrong([Values] Language language)
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager), language);
        var form = await manager.OpenDoneAsync("/grants/new");
        Assert.That((form.Document.QuerySelector("#terms"), form.Document.QuerySelectorAll("input[name$='.weight']").Length), Is.EqualTo((default(object), 5)), "the sample's four, and one to be filled in");
        var more = await manager.SendAsync(form, "more-criteria", ("code", "VC"), ("nameZh", "公益创投"), ("passMark", "65"));
        Assert.That(more.Document.QuerySelectorAll("input[name$='.weight']").Length, Is.EqualTo(8));
        Assert.That((ValueOf(more, "code"), ValueOf(more, "nameZh"), ValueOf(more, "passMark")), Is.EqualTo(("VC", "公益创投", "65")), "what was typed stays");

        var wrong = await manager.SendAsync(more, null, ("nameEn", "Venture"), ("criteria[5].name", "创新"), ("criteria[5].nameEn", "New"), ("criteria[5].weight", "5"));
        Assert.That((wrong.Status, wrong.Document.QuerySelector("[role=alert] a")!.GetAttribute("href")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "#criteria")), "the weights make 105");
        wrong = await manager.SendAsync(wrong, null, ("criteria[0].weight", "25"), ("categories[1].cap", "x"));
        Assert.That((wrong.Document.QuerySelector("#categories-1-cap")!.GetAttribute("aria-invalid"), wrong.Document.QuerySelector("[role=alert] a")!.GetAttribute("href")), Is.EqualTo(("true", "#categories-1-cap")));
        var proposed = await manager.SendAsync(wrong, null, ("categories[1].cap", "150,000"), ("categories[0].name", ""), ("categories[0].nameEn", ""), ("categories[0].cap", ""), ("categories[0].code", ""));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
        using var approver = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver));
        await approver.SendAsync(await approver.OpenDoneAsync(proposed.Path), "approve");
        var terms = await server.Database.ReadAsync(async reader => (await GrantReading.ProgrammesAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader))).Single().Terms);
        var sample = GrantTemplate.Venture(Currency.Cny);
        Assert.That((terms.PassMark, terms.Categories.Single().Cap, string.Join(" ", terms.Criteria.Select(one => one.Weight))), Is.EqualTo((65, (Money?)new Money(150_000_00, Currency.Cny), "25 30 20 20 5")));
        Assert.That(GrantJson.WriteIndented(terms with { PassMark = sample.PassMark, Categories = sample.Categories, Criteria = sample.Criteria }), Is.EqualTo(GrantJson.WriteIndented(sample)), "all else is the sample's, ticks and lines too");
        Assert.That((await manager.OpenDoneAsync("/grants/VC/amend?as=json")).Document.QuerySelector("#terms")!.TextContent, Does.Contain("\"passMark\": 65"));
        ReadingPages.CheckPage(await manager.OpenDoneAsync("/grants/VC/amend"), "/grants/VC/amend", language);
        ReadingPages.CheckPage(await manager.OpenDoneAsync("/grants/new?as=json"), "/grants/new?as=json", language);
    }

    [Test]
    public async Task The_longest_terms_are_taken()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        var many = await manager.SendAsync(await manager.OpenDoneAsync("/grants/new"), "more-form", ("rows-form", "99"), ("rows-eligibility", "100"), ("rows-tranches", "24"));
        Assert.That(many.Document.QuerySelectorAll("form[method=post] [name]").Length, Is.GreaterThan(1_500));
        Assert.That((await manager.SendAsync(many, "more-documents", ("form[99].text", "最后一题"))).Document.QuerySelector("#form-99-text")!.GetAttribute("value"), Is.EqualTo("最后一题"));
    }

    private static string? ValueOf(SeenPage page, string id) => page.Document.QuerySelector("#" + id)!.GetAttribute("value");

    /// <summary>A form of which nothing but this was typed, and the numbers that must be.</summary>
    private static TermsFields Typed(params (string Name, string Value)[] fields)
    {
        var sent = new Dictionary<string, StringValues> { ["passMark"] = "60", ["publicityWorkingDays"] = "5", ["barYears"] = "0", ["reviewsEach"] = "3", ["employerYears"] = "3" };
        foreach (var list in new[] { TermsFields.Categories, TermsFields.Criteria, TermsFields.Tranches, TermsFields.Eligibility, TermsFields.Form, TermsFields.Documents }) sent["rows-" + list] = "4";
        foreach (var (name, value) in fields) sent[name] = value;
        return TermsFields.Of(new FormCollection(sent), "");
    }

    /// <summary>Terms that may be wrong, as a form may be while it is filled in: what counts is that nothing of them is lost.</summary>
    private static GrantTerms Terms(Random random)
    {
        bool Coin() => random.Next(2) == 0;
        Bilingual Name(string what) => new($"{what}（{random.Next(100)}）", $"{what} no. {random.Next(100)}");
        BasisPoints? Share() => Coin() ? new BasisPoints(random.Next(10_001)) : null;
        Money? Amount() => Coin() ? new Money(random.Next(1, 1_000_000), Currency.Cny) : null;
        IReadOnlyList<T> Some<T>(int most, Func<int, T> make) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(make)];
        IReadOnlyList<T> Among<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Where(_ => Coin())];
        IReadOnlyList<AnswerOption>? Options() => Coin() ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new AnswerOption($"o{i}", Name("项")))] : null;
        return new GrantTerms(
            Some(4, i => new GrantCategory($"c{i}", Name("类"), Amount())), Some(4, i => new GrantCriterion($"k{i}", Name("标"), random.Next(100))),
            Some(5, _ => new TrancheTerms(Share(), Amount(), Among<TrancheDay>().FirstOrDefault(), random.Next(-30, 400), Coin(),
                [.. Among<TrancheRequirementKind>().Where(kind => kind != TrancheRequirementKind.Satisfaction).Select(kind => new TrancheRequirement(kind)), .. Share() is { } least ? [new TrancheRequirement(TrancheRequirementKind.Satisfaction, least.Value)] : Array.Empty<TrancheRequirement>()], Name("期"))))
        {
            PassMark = random.Next(101), PublicityWorkingDays = random.Next(61), BarYears = random.Next(11), ReviewsEach = random.Next(1, 16), EmployerYears = random.Next(11), LateIsFail = Coin(), IsBlind = Coin(),
            PublicShareAtMost = Share(), HardwareAtMost = Share(), SoftGovernanceAtLeast = Share(), EvaluationAtMost = Share(), CostRules = new GrantCostRules(Among<CostLineKind>(), Share()),
            ResidentVote = Coin() ? new ResidentVoteTerms(new BasisPoints(random.Next(10_001)), new BasisPoints(random.Next(10_001))) : null,
            Eligibility = Some(3, i => new EligibilityQuestion($"e{i}", Name("问"), Some(2, _ => new FailingAnswer(Coin() ? "yes" : "no", Name("因"))), Options())),
            Form = Some(5, i => new FormQuestion($"q{i}", Name("题"), Among<QuestionKind>().FirstOrDefault(), Coin(), Options(), Coin() ? new ShownIf("q0", "yes") : null, Coin() ? Name("说明") : null)),
            Documents = Some(3, i => new WantedDocument($"d{i}", Name("件"), Coin())),
        };
    }
}
