using System.Security.Cryptography;
using System.Text;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Notices;
using FundLedger.Tests.People;
using FundLedger.Tests.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.Applications.ApplicationScenes;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Applications;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ApplyingForAGrant(TestDatabase database)
{
    [Test]
    public Task What_is_missing_is_shown_step_by_step_until_it_can_be_handed_in() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        await ledger.OrganisationAsync("ORG");
        var number = (await ledger.TryStartAsync()).Expect().Number;
        Assert.That(number, Is.EqualTo("VP-1-0001"));
        async Task<string> MissingAsync() => string.Join(' ', (await ledger.ApplicationAsync(number)).Missing.Select(item => $"{item.Step}:{item.Field}"));
        Assert.That(await MissingAsync(), Is.EqualTo("Basics:title Basics:category Basics:starts Basics:ends Eligibility:registered Eligibility:barred Questions:summary Questions:people Questions:starts Questions:space Budget:lines Documents:plan"));
        var whole = Complete(number);
        (await ledger.TrySaveAsync(whole with { Eligibility = null, Answers = null, Budget = null })).Expect();
        (await ledger.TrySaveAsync(whole with { Basics = null, Answers = null, Budget = null })).Expect();
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Answers: whole.Answers!.ToDictionary(pair => pair.Key, pair => pair.Key == "space" ? "yes" : pair.Value)))).Expect();
        Assert.That(await MissingAsync(), Is.EqualTo("Questions:space-name Budget:lines Documents:plan"), "a question that another answer shows");
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Answers: new Dictionary<string, string> { ["space"] = "no" }))).Expect();
        Assert.That((await ledger.TrySaveAsync(new ApplicationEdit(number, Budget: Budget))).Expect(), Is.EqualTo(new ApplicationSaved(number, 5, 1)));
        Assert.That(Refused.CodeOf(await ledger.TrySubmitAsync(number)), Is.EqualTo("application-incomplete"));
        (await new AttachToApplication(ledger.Database).RunAsync(ledger.Ask(), number, "plan", Pdf())).Expect();
        Assert.That(await MissingAsync(), Is.Empty);
        (await ledger.TrySubmitAsync(number)).Expect();
        Assert.That((await ledger.ApplicationAsync(number)).Requested, Is.EqualTo(Cny(20_000)));
        Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(Complete(number))), Is.EqualTo("application-status"));
    });

    [Test]
    public Task What_is_handed_in_is_kept_byte_for_byte_under_its_hash_and_who_certified_it() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var number = await ledger.SubmittedAsync();
        (await new RequestChanges(ledger.Database).RunAsync(ledger.Ask(), number, "请补充人数依据", At(4, 10, 12))).Expect();
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Answers: new Dictionary<string, string> { ["people"] = "150" }))).Expect();
        (await ledger.TrySubmitAsync(number, Ask("again"))).Expect();
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Subject)), Is.EqualTo(new[] { "submitted", "returned", "submitted" }.Select(what => ($"application.{what}", number))));
        await ledger.Database.ReadAsync(async reader =>
        {
            var application = (await ApplicationReading.FindAsync(reader, number))!;
            var versions = await ApplicationReading.VersionsAsync(reader, application);
            Assert.That(versions.Select(version => (version.Version, version.CertifiedBy, version.Certified.Content.Answers["people"])), Is.EqualTo(new[] { (1, "clerk-7", "120"), (2, "clerk-7", "150") }));
            foreach (var version in versions)
                Assert.That(version.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Json)))).And.EqualTo(version.Certified.Sha256()));
            Assert.That((await ApplicationReading.MovesAsync(reader, application)).Select(move => (move.From, move.To, move.Reason)), Is.EqualTo(new[]
            {
                (ApplicationStatus.Draft, ApplicationStatus.Submitted, ""), (ApplicationStatus.Submitted, ApplicationStatus.ChangesRequested, "请补充人数依据"), (ApplicationStatus.ChangesRequested, ApplicationStatus.Submitted, ""),
            }));
            return true;
        });
    });

    [Test]
    public Task The_certifier_signs_what_they_saw_and_nothing_else() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var number = await ledger.DraftAsync();
        var seen = (await ledger.ApplicationAsync(number)).ToCertify.Sha256();
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Answers: new Dictionary<string, string> { ["people"] = "9" }))).Expect();
        Assert.That(Refused.CodeOf(await new SubmitApplication(ledger.Database).RunAsync(ledger.Ask(), number, seen)), Is.EqualTo("content-changed"));
    });

    [Test]
    public Task Two_of_a_team_do_not_overwrite_each_other() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var number = await ledger.DraftAsync();
        var loaded = (await ledger.ApplicationAsync(number)).SaveNo;
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Answers: new Dictionary<string, string> { ["people"] = "9" }, BasedOn: loaded))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(new ApplicationEdit(number, Answers: new Dictionary<string, string> { ["people"] = "8" }, BasedOn: loaded))), Is.EqualTo("saved-meanwhile"));
    });

    [Test]
    public Task An_ineligible_answer_keeps_it_out_with_its_reason_and_stays_in_the_trail() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var number = await ledger.DraftAsync();
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Eligibility: new Dictionary<string, string> { ["registered"] = "no" }))).Expect();
        var refused = await ledger.TrySubmitAsync(number);
        Assert.That(refused.IsDone(out _, out var refusal), Is.False);
        Assert.That((refusal!.Code, refusal.Message.En), Is.EqualTo(("ineligible", refusal.Message.En)));
        Assert.That(refusal.Message.En, Does.Contain("less than a year"));
        (await ledger.TrySaveAsync(new ApplicationEdit(number, Eligibility: new Dictionary<string, string> { ["registered"] = "yes" }))).Expect();
        (await ledger.TrySubmitAsync(number)).Expect();
        await ledger.Database.ReadAsync(async reader =>
        {
            var trail = await ApplicationReading.EligibilityAsync(reader, (await ApplicationReading.FindAsync(reader, number))!);
            Assert.That(trail.Select(answer => (answer.Question, answer.Answer, answer.MakesIneligible)), Is.EqualTo(new[] { ("registered", "yes", false), ("barred", "no", false), ("registered", "no", true), ("registered", "yes", false) }));
            return true;
        });
    });

    [Test]
    public Task The_deadline_is_to_the_minute_and_what_missed_it_is_let_in_late_only_with_a_reason() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var (late, inTime) = (await ledger.DraftAsync(), await ledger.DraftAsync("OTHER"));
        ledger.GoTo(At(3, 31, 17) - 1_000_000);
        (await ledger.TrySubmitAsync(inTime)).Expect();
        ledger.GoTo(At(3, 31, 17));
        Assert.That(Refused.CodeOf(await ledger.TrySubmitAsync(late)), Is.EqualTo("deadline-past"));
        Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(Complete(late))), Is.EqualTo("deadline-past"));
        Assert.That(Refused.CodeOf(await ledger.TryStartAsync()), Is.EqualTo("round-not-open"));
        var closing = new CloseRounds(ledger.Database);
        var first = await closing.RunAsync("schedule", At(3, 31, 17));
        var again = await closing.RunAsync("schedule", At(3, 31, 18));
        Assert.That((string.Join(' ', first.Missed), string.Join(' ', first.Rounds), again.Missed.Count, again.Rounds.Count), Is.EqualTo((late, "VP-1", 0, 0)));
        Assert.That(await ledger.ApplicationStatusAsync(late), Is.EqualTo(ApplicationStatus.MissedDeadline));
        Assert.That(Refused.CodeOf(await new ReopenApplication(ledger.Database).RunAsync(ledger.Ask(), late, " ", At(4, 2, 9))), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await new ReopenApplication(ledger.Database).RunAsync(ledger.Ask(), late, "停电", At(3, 30, 9))), Is.EqualTo("deadline-past"));
        (await new ReopenApplication(ledger.Database).RunAsync(ledger.Ask(), late, "停电", At(4, 2, 9))).Expect();
        ledger.GoTo(At(4, 2, 9));
        Assert.That((await closing.RunAsync("schedule", At(4, 2, 9))).Missed, Is.EqualTo(new[] { late }), "its own deadline, missed too");
        (await new ReopenApplication(ledger.Database).RunAsync(ledger.Ask(), late, "再次停电", At(4, 3, 9))).Expect();
        (await ledger.TrySubmitAsync(late)).Expect();
        Assert.That((await ledger.ApplicationAsync(late)).HappensNext.En, Does.Contain("experts review"));
    });

    [Test]
    public Task Files_are_told_by_their_content_and_kept_by_their_hash() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var number = await ledger.DraftAsync();
        Task<Outcome<ApplicationFileKept>> Keep(string slot, byte[] content, string name = "a.pdf") => new AttachToApplication(ledger.Database).RunAsync(ledger.Ask(), number, slot, new Attachment(name, content));
        Assert.That(Refused.CodeOf(await Keep("plan", "MZ\u0090"u8.ToArray())), Is.EqualTo("file-type"));
        Assert.That(Refused.CodeOf(await Keep("plan", "<html><script>"u8.ToArray())), Is.EqualTo("file-type"));
        Assert.That(Refused.CodeOf(await Keep("plan", [])), Is.EqualTo("attachment-size"));
        Assert.That(Refused.CodeOf(await Keep("none", "%PDF-1"u8.ToArray())), Is.EqualTo("slot-unknown"));
        var kept = (await Keep("partners", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1], "意向书.pdf")).Expect();
        Assert.That(kept.Type, Is.EqualTo(FileType.Png));
        (await ledger.TrySubmitAsync(number)).Expect();
        (await new RequestChanges(ledger.Database).RunAsync(ledger.Ask(), number, "补", At(4, 10, 12))).Expect();
        (await new RemoveApplicationFile(ledger.Database).RunAsync(ledger.Ask(), number, "partners", kept.Sha256)).Expect();
        Assert.That((await ledger.ApplicationAsync(number)).Content.Files.Select(file => file.Slot), Is.EqualTo(new[] { "plan" }));
        Assert.That(await ledger.Database.ReadAsync(reader => Attachments.FindAsync(reader, Convert.FromHexString(kept.Sha256))), Is.Not.Null, "what was handed in keeps its files");
    });

    [Test]
    public Task Each_person_does_what_their_role_lets_them_and_what_is_anothers_is_not_there() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        await ledger.OrganisationAsync("ORG");
        await ledger.OrganisationAsync("OTHER");
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        async Task<string> Add(string name, PersonRole role, string organisation = "ORG") => await people.AddAsync(name, role, Scope.OfOrganisation(organisation));
        var (editor, viewer, certifier, stranger) = (await Add("editor", PersonRole.OrganisationEditor), await Add("viewer", PersonRole.OrganisationViewer), await Add("certifier", PersonRole.OrganisationCertifier), await Add("stranger", PersonRole.OrganisationOwner, "OTHER"));
        var manager = await people.AddAsync("manager", PersonRole.FundManager, Scope.OfFund("POOL"));
        foreach (var person in new[] { viewer, certifier, stranger, manager }) Assert.That(Refused.CodeOf(await ledger.TryStartAsync("ORG", people.By(person))), Is.EqualTo("not-there"), person);
        Assert.That(Refused.CodeOf(await ledger.TryStartAsync("NONE", people.By(editor))), Is.EqualTo("not-there"));
        var number = (await ledger.TryStartAsync("ORG", people.By(editor))).Expect().Number;
        foreach (var person in new[] { viewer, certifier, stranger, manager }) Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(Complete(number), people.By(person))), Is.EqualTo("not-there"), person);
        Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(Complete("VP-1-0099"), people.By(editor))), Is.EqualTo("not-there"));
        var members = new SetApplicationMember(ledger.Database);
        Assert.That(Refused.CodeOf(await members.RunAsync(people.By(stranger), number, stranger, MemberRole.Editor)), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await members.RunAsync(people.By(editor), number, manager, MemberRole.Editor)), Is.EqualTo("member-unknown"));
        (await members.RunAsync(people.By(editor), number, viewer, MemberRole.Editor)).Expect();
        (await members.RunAsync(people.By(editor), number, stranger, MemberRole.Viewer)).Expect();
        (await ledger.TrySaveAsync(Complete(number), people.By(viewer))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(Complete(number), people.By(stranger))), Is.EqualTo("not-there"));
        (await members.RunAsync(people.By(editor), number, viewer, MemberRole.Removed)).Expect();
        Assert.That(Refused.CodeOf(await ledger.TrySaveAsync(Complete(number), people.By(viewer))), Is.EqualTo("not-there"));
        (await new AttachToApplication(ledger.Database).RunAsync(people.By(editor), number, "plan", Pdf())).Expect();
        foreach (var person in new[] { editor, viewer, stranger, manager }) Assert.That(Refused.CodeOf(await ledger.TrySubmitAsync(number, people.By(person))), Is.EqualTo("not-there"), person);
        (await ledger.TrySubmitAsync(number, people.By(certifier))).Expect();
        foreach (var person in new[] { editor, certifier, stranger }) Assert.That(Refused.CodeOf(await new RequestChanges(ledger.Database).RunAsync(people.By(person), number, "改", At(4, 9, 9))), Is.EqualTo("not-there"), person);
        (await new RequestChanges(ledger.Database).RunAsync(people.By(manager), number, "改", At(4, 9, 9))).Expect();
        Assert.That(Refused.CodeOf(await new WithdrawApplication(ledger.Database).RunAsync(people.By(editor), number, "不做了")), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await new WithdrawApplication(ledger.Database).RunAsync(people.By(certifier), number, "")), Is.EqualTo("reason-missing"));
        (await new WithdrawApplication(ledger.Database).RunAsync(people.By(certifier), number, "不做了")).Expect();
        Assert.That(await ledger.ApplicationStatusAsync(number), Is.EqualTo(ApplicationStatus.Withdrawn));
    });

    [Test]
    public Task Answers_that_cannot_be_read_are_refused_where_they_stand() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        await ledger.OrganisationAsync("ORG");
        var number = (await ledger.TryStartAsync()).Expect().Number;
        async Task<(string?, string?)> SaveAsync(ApplicationEdit edit) => (await ledger.TrySaveAsync(edit)).IsDone(out _, out var refusal) ? (null, null) : (refusal!.Code, refusal.Field);
        Assert.That(await SaveAsync(new(number, Answers: new Dictionary<string, string> { ["people"] = "many" })), Is.EqualTo(("answer-number", "people")));
        Assert.That(await SaveAsync(new(number, Answers: new Dictionary<string, string> { ["none"] = "x" })), Is.EqualTo(("question-unknown", "none")));
        Assert.That(await SaveAsync(new(number, Eligibility: new Dictionary<string, string> { ["barred"] = "perhaps" })), Is.EqualTo(("answer-choice", "barred")));
        Assert.That(await SaveAsync(new(number, new ApplicationBasics("", "none", null, null))), Is.EqualTo(("category-unknown", "category")));
        Assert.That(await SaveAsync(new(number, Budget: Of(Line("1", CostLineKind.Staff, -1)))), Is.EqualTo(("budget-total", "requested")));
        Assert.That(await SaveAsync(new(number, Budget: new(null, null, [Line("1", CostLineKind.Staff, -1)]))), Is.EqualTo(("budget-line-amount", "lines[0].requested")));
        Assert.That(await SaveAsync(new(number, Budget: new(null, null, [Line("1", CostLineKind.Staff, 1) with { Own = new Money(1, Currency.Of("VND")) }]))), Is.EqualTo(("currency", "lines[0].requested")));
    });
}
