using FundLedger.Awards;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Cli;

/// <summary>A progress report by command line is handed in by somebody of the very organisation; the agreement is written in the language that is asked for.</summary>
public sealed class ReportingForAnOrganisation : CommandLineTest
{
    private TokenHolders people = null!;
    private string report = "";

    [SetUp]
    public async Task Awards()
    {
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 100 --on {Day.ToIso()} --donor x");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day.AddDays(20))))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", Day);
            (await new RegisterOrganisation(database).RunAsync(new Asked("other", "test"), new OrganisationProfile("OTHER", "别家", OrganisationKind.Community))).Expect();
            var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
            (await new SignAgreement(database).RunAsync(new Asked("sign", "test"), new Signing("G1-A", Agreement.TextSha256Of(award), Day.AddDays(20)))).Expect();
        }

        Day = Day.AddDays(20);
        people = new TokenHolders(Books, Day);
        await people.FirstAsync();
        report = Write("report.json", $$"""{"award":"G1-A","content":{"first":"{{Day.ToIso()}}","last":"{{Day.ToIso()}}","done":"x","beneficiaries":1,"spent":[],"indicators":[],"evidence":[] } }""");
    }

    [Test]
    public async Task Only_somebody_of_the_organisation_that_writes_for_it_hands_a_report_in()
    {
        var line = $"tranche report --file {report}";
        var nobody = "error: There is no such record, or it is not yours to work with.\n";
        var others = new[]
        {
            await people.AddAsync("other", "别家", PersonRole.OrganisationOwner, Scope.OfOrganisation("OTHER")), await people.AddAsync("viewer", "看", PersonRole.OrganisationViewer, Scope.OfOrganisation("ORG")),
            await people.AddAsync("manager", "管", PersonRole.FundManager),
        };
        foreach (var other in others) Assert.That((await AsAsync(other, line)).ExitCode, Is.EqualTo(2), other.SignInName);
        Assert.That((await AsAsync(others[0], line)).Error, Is.EqualTo(nobody), "what is another's looks like what is not there");
        var own = await people.AddAsync("editor", "填", PersonRole.OrganisationEditor, Scope.OfOrganisation("ORG"));
        var done = await AsAsync(own, line);
        Assert.That((done.ExitCode, done.Out), Is.EqualTo((0, "Report no. 1 of award G1-A is handed in (version 1).\n")), done.Error);
    }

    [TestCase("en")]
    [TestCase("zh-CN")]
    public async Task The_agreement_is_written_whole_or_not_at_all(string language)
    {
        var file = Path.Combine(Folder, "agreement.pdf");
        Assert.That((await RunAsync($"award agreement G1-A --lang {language}")).Error, Does.Contain("--out"));
        await DoneAsync($"award agreement G1-A --out {file} --lang {language}");
        Assert.That((await File.ReadAllBytesAsync(file)).AsSpan()[..5].SequenceEqual("%PDF-"u8), Is.True);
        Assert.That((await RunAsync($"award agreement G1-A --version 3 --out {file}.2 --lang {language}")).ExitCode, Is.EqualTo(2));
        Assert.That(File.Exists($"{file}.2"), Is.False);
    }
}
