using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Values;
using FundLedger.Web.Checking;
using FundLedger.Web.Hosting;

namespace FundLedger.Browser.Tests.Journeys;

/// <summary>A stranger with the checker's page, a proof and a checkpoint kept earlier, and nothing else.</summary>
public sealed partial class CheckingAProof : BrowserTest
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("fundledger-proof-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_true_proof_passes_and_one_fen_or_another_checkpoint_does_not([Values] Language language)
    {
        var kept = await SignAsync(mostEntries: 100);
        await SignAsync(mostEntries: int.MaxValue);
        var proof = await ProofAsync("LA");
        var checker = await FileAsync("checker.html", Encoding.UTF8.GetString(ProofChecker.Page));
        var page = await OpenAsync(language, width: 390);
        await page.RouteAsync("http*://**", route => route.AbortAsync());
        await page.GotoAsync("file://" + checker);
        await Axe.MustFindNothingAsync(page, "the checker");

        await page.SetInputFilesAsync("#checkpoint", await FileAsync("kept.txt", kept.Note));
        await page.SetInputFilesAsync("#proof", await FileAsync("true.proof", proof));
        await Assertions.Expect(page.Locator("[data-verdict]")).ToContainTextAsync(In(language, "证明成立", "The proof holds"));
        await Assertions.Expect(page.Locator("[data-verdict]")).ToContainTextAsync(In(language, "延续下来", "goes on from the checkpoint"));
        await Axe.MustFindNothingAsync(page, "a true proof");
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
        var totals = CheckProof.Run(proof.Split('\n'), SignedNote.Read(kept.Note)).Totals!;
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(totals.Totals.Count);

        var fen = FirstAmount().Replace(proof, found => found.Value[..^2] + (char)(found.Value[^2] ^ 1) + "\"", 1);
        await RefusedAsync(page, "#proof", await FileAsync("fen.proof", fen), In(language, "不在检查点所签署的树中", "not in the tree that the checkpoint signs"));
        var lines = proof.Split('\n');
        await RefusedAsync(page, "#proof", await FileAsync("cut.proof", string.Join('\n', lines.Where((_, at) => at != lines.Length - 3))), In(language, "合计与各行之和不符", "totals are not the sums"));
        var forged = SignedNote.Sign(Checkpoint.Read(SignedNote.Read(kept.Note)!.Text)! with { Root = MerkleTree.EmptyRoot }, key);
        await page.SetInputFilesAsync("#proof", await FileAsync("true.proof", proof));
        await RefusedAsync(page, "#checkpoint", await FileAsync("forged.txt", forged.ToString()), In(language, "历史被改写", "history was rewritten"));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unsigned = SignedNote.Sign(Checkpoint.Read(SignedNote.Read(kept.Note)!.Text)!, stranger);
        await RefusedAsync(page, "#checkpoint", await FileAsync("stranger.txt", unsigned.ToString()), In(language, "不是文件所列密钥签署的", "signed by no key that the file names"));
        await RefusedAsync(page, "#proof", await FileAsync("empty.proof", ""), In(language, "空的", "is empty"));
    }

    /// <summary>Each character of a proof changed in turn, the page and the program find the same.</summary>
    [Test]
    public async Task The_page_is_as_strict_as_the_program()
    {
        var kept = await SignAsync(mostEntries: 60);
        await SignAsync(mostEntries: int.MaxValue);
        var lines = (await ProofAsync("AP")).TrimEnd('\n').Split('\n');
        string[] few = [lines[0], lines[1], .. lines.Where(line => line.StartsWith("{\"leaf\"", StringComparison.Ordinal)).Take(2), lines[^1]];
        var page = await OpenAsync(Language.En);
        await page.GotoAsync("/checkpoints/checker.html");
        await page.SetInputFilesAsync("#checkpoint", await FileAsync("kept.txt", kept.Note));
        var text = string.Join('\n', few);
        var random = new Random(20260415);
        for (var i = 0; i < 60; i++)
        {
            var at = random.Next(text.Length);
            var changed = text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..];
            var expected = CheckProof.Run(changed.Split('\n'), SignedNote.Read(kept.Note));
            await page.EvaluateAsync("document.getElementById('result').replaceChildren()");
            await page.SetInputFilesAsync("#proof", await FileAsync($"changed-{i}.proof", changed));
            var verdict = await page.Locator("[data-verdict]").GetAttributeAsync("data-verdict");
            Assert.That(verdict, Is.EqualTo(expected.IsTrue ? "true" : "false"), $"character {at}: …{text[Math.Max(0, at - 30)..at]}[{text[at]}]");
        }
    }

    [Test]
    public async Task A_file_is_known_again_by_its_hash_and_is_not_sent([Values] Language language)
    {
        using var pdf = new MemoryStream();
        var issued = await SiteDatabase.ReadAsync(async reader =>
        {
            var balances = (await FundReports.BalancesAsync(reader, "LA", new DateOnly(2026, 4, 15))).Expect();
            return IssuedPdf.Write(FundBalancesReport.Of(balances), ReportFormat.Pdf, language, pdf)!;
        });
        (await new RecordIssuedFile(SiteDatabase).RunAsync("somebody", issued)).Expect();
        var file = Path.Combine(folder, "issued.pdf");
        await File.WriteAllBytesAsync(file, pdf.ToArray());
        var page = await OpenAsync(language, isSignedIn: false, width: 390);
        await page.GotoAsync("/checkpoints/files");
        await Axe.MustFindNothingAsync(page, "asking for a file");
        await page.SetInputFilesAsync("#file", file);
        await ArriveAsync(page, new Regex(@"/checkpoints/files\?hash="));
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync(In(language, "是原样", "It is as issued"));
        await Axe.MustFindNothingAsync(page, "a file as issued");
        await File.WriteAllBytesAsync(file, [.. pdf.ToArray(), 10]);
        await page.SetInputFilesAsync("#file", file);
        await Assertions.Expect(page.Locator(".note[role=status]")).ToBeVisibleAsync();
        await page.GotoAsync("/checkpoints");
        await Axe.MustFindNothingAsync(page, "checkpoints");
    }

    private async Task<SignedCheckpoint> SignAsync(int mostEntries)
    {
        await new SealEntries(SiteDatabase, mostEntries).RunAsync("somebody", transactionsAtMost: mostEntries == int.MaxValue ? int.MaxValue : 1);
        return (await new SignCheckpoint(SiteDatabase, TimeProvider.System, key).RunAsync("somebody")).Expect();
    }

    private async Task<string> ProofAsync(string fund)
    {
        using var written = new MemoryStream();
        (await SiteDatabase.ReadAsync(reader => ExportProof.WriteAsync(reader, fund, written))).Expect();
        return Encoding.UTF8.GetString(written.ToArray());
    }

    private async Task<string> FileAsync(string name, string content)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, content);
        return file;
    }

    private static async Task RefusedAsync(IPage page, string input, string file, string why)
    {
        await page.SetInputFilesAsync(input, file);
        await Assertions.Expect(page.Locator("[data-verdict=false]")).ToContainTextAsync(why);
    }

    [GeneratedRegex("\"amount_minor\":\"-?[0-9]+\"")]
    private static partial Regex FirstAmount();
}
