using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace FundLedger.Web.Tests.Cli;

public sealed class SealsAndProofs : CommandLineTest
{
    private Task GiveAsync(int yuan) => DoneAsync($"donate --fund F1 --amount {yuan} --on 2026-04-10 --donor 王小明");

    [Test]
    public async Task A_stranger_checks_a_proof_with_an_earlier_checkpoint_and_nothing_else()
    {
        await NewFundAsync();
        Assert.That((await RunAsync("checkpoint sign")).ExitCode, Is.EqualTo(2), "nothing is posted yet");
        await GiveAsync(40);
        Assert.That((await DoneAsync("checkpoint sign --json")).Json.GetProperty("size").GetInt64(), Is.EqualTo(1));
        var (kept, proof) = (Path.Combine(Folder, "kept"), Path.Combine(Folder, "proof"));
        await DoneAsync($"export checkpoint --out '{kept}'");
        await GiveAsync(2);
        await DoneAsync("checkpoint sign");
        await DoneAsync($"export proof --fund F1 --out '{proof}'");
        await DoneAsync($"verify --checkpoint '{kept}'");
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(Path.Combine(Books, "checkpoint-key.pem")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Environment["FUNDLEDGER_DATA"] = Path.Combine(Folder, "stranger");
        var checkedProof = await DoneAsync($"verify --proof '{proof}' --checkpoint '{kept}' --json");
        Assert.That((checkedProof.Json.GetProperty("isTrue").GetBoolean(), checkedProof.Json.GetProperty("entries").GetInt64()), Is.EqualTo((true, 2L)));
        await File.WriteAllTextAsync(proof, (await File.ReadAllTextAsync(proof)).Replace("\"4000\"", "\"4001\"", StringComparison.Ordinal));
        Assert.That((await RunAsync($"verify --proof '{proof}' --checkpoint '{kept}'")).ExitCode, Is.EqualTo(1));
        Assert.That(Directory.Exists(Path.Combine(Folder, "stranger")), Is.False);
        Assert.That((await RunAsync($"verify --checkpoint '{proof}'")).ExitCode, Is.EqualTo(2), "a proof is no checkpoint");
    }

    [Test]
    public async Task A_key_that_is_gone_open_or_changed_is_told()
    {
        await NewFundAsync();
        await GiveAsync(40);
        await DoneAsync("checkpoint sign");
        var key = Path.Combine(Books, "checkpoint-key.pem");
        await DoneAsync("checkpoint change-key --reason 每年更换");
        Assert.That(File.Exists($"{key}.1"));
        await GiveAsync(1);
        await DoneAsync("checkpoint sign");
        File.Delete(key);
        await GiveAsync(1);
        Assert.That((await RunAsync("checkpoint sign")).Error, Does.Contain("--lost"));
        await DoneAsync("checkpoint change-key --lost --reason 旧机器报废");
        await DoneAsync("checkpoint sign");
        await DoneAsync("verify");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await GiveAsync(1);
        Assert.That((await RunAsync("checkpoint sign")).Error, Does.Contain("chmod 600"));
    }

    [Test]
    public async Task A_report_seals_and_signs_for_what_it_counts_and_leads_to_the_checkpoint()
    {
        await NewFundAsync();
        await GiveAsync(40);
        Assert.That((await ReportAsync()).GetProperty("checkpoint").ValueKind, Is.EqualTo(JsonValueKind.Null), "a report makes no key");
        await DoneAsync("checkpoint sign");
        await GiveAsync(2);
        Environment["FUNDLEDGER_PublicAddress"] = "https://ledger.example.cn";
        var first = await ReportAsync();
        var checkpoint = first.GetProperty("checkpoint");
        Assert.That((checkpoint.GetProperty("size").GetInt64(), checkpoint.GetProperty("holdsLastEntry").GetBoolean(), checkpoint.GetProperty("address").GetString()), Is.EqualTo((2L, true, "https://ledger.example.cn/checkpoints/2")));
        Assert.That((await DoneAsync("checkpoint list --json")).Json.GetArrayLength(), Is.EqualTo(2));

        await GiveAsync(1);
        await using (Storage.SqliteDatabase.Open(new() { Directory = Books }, TimeProvider.System))
            Assert.That((await ReportAsync()).GetProperty("checkpoint").GetProperty("holdsLastEntry").GetBoolean(), Is.False, "a server holds the books and has not signed yet");
        Assert.That((await ReportAsync()).GetProperty("checkpoint").GetProperty("size").GetInt64(), Is.EqualTo(3));
        var known = first.GetProperty("knownAt").GetString();
        Assert.That((await ReportAsync($"--known-at {known}")).GetRawText(), Is.EqualTo(first.GetRawText()), "known at one moment it bears the same checkpoint for ever");
        Environment["FUNDLEDGER_PublicAddress"] = "ledger.example.cn";
        Assert.That((await RunAsync(Report)).ExitCode, Is.EqualTo(2));
    }

    private string Report => $"report fund-statement --fund F1 --from 2026-04-01 --to 2026-04-30 --out '{Path.Combine(Folder, "report.json")}'";

    private async Task<JsonElement> ReportAsync(string more = "")
    {
        await DoneAsync($"{Report} {more}");
        return JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, "report.json"))).RootElement;
    }

    [Test]
    public async Task Each_checkpoint_is_filed_outside_where_a_folder_is_named()
    {
        await NewFundAsync();
        await GiveAsync(40);
        var outside = Directory.CreateDirectory(Path.Combine(Folder, "outside")).FullName;
        Environment["FUNDLEDGER_CheckpointFolder"] = outside;
        await DoneAsync("checkpoint sign");
        var filed = Path.Combine(outside, "1.txt");
        await DoneAsync($"verify --checkpoint '{filed}'");
        await DoneAsync("verify");
        await File.WriteAllTextAsync(filed, (await File.ReadAllTextAsync(filed)).Replace("\n1\n", "\n2\n", StringComparison.Ordinal));
        Assert.That((await RunAsync("verify")).Out, Does.Contain("was altered"), "verify compares with all that is filed");
        await GiveAsync(1);
        Environment["FUNDLEDGER_CheckpointFolder"] = Path.Combine(Folder, "nowhere");
        Assert.That((await RunAsync("verify")).ExitCode, Is.EqualTo(2));
        Assert.That((await DoneAsync("checkpoint sign")).Error, Does.Contain("nowhere"));
        Assert.That(Directory.GetFiles(outside), Is.EqualTo(new[] { filed }));
    }

    [Test]
    public async Task The_page_that_checks_a_proof_is_one_file_and_needs_no_books()
    {
        var page = Path.Combine(Folder, "checker.html");
        await DoneAsync($"export checker --out '{page}'");
        var text = await File.ReadAllTextAsync(page);
        Assert.That(text, Does.Contain("default-src 'none'").And.Contain("<script>").And.Not.Contain("src=").And.Not.Contain("href=").And.Not.Contain("://"));
        Assert.That(Directory.Exists(Books), Is.False);
    }

    [Test]
    public async Task A_key_may_lie_in_a_certificate()
    {
        await NewFundAsync();
        await GiveAsync(40);
        var pfx = Path.Combine(Folder, "seal.pfx");
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var certificate = new CertificateRequest("CN=seal", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100)))
            await File.WriteAllBytesAsync(pfx, certificate.Export(X509ContentType.Pkcs12, "secret"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(pfx, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Environment["FUNDLEDGER_SealKey"] = pfx;
        Assert.That((await RunAsync("checkpoint sign")).Error, Does.Contain("password"));
        Environment["FUNDLEDGER_SealKeyPassword"] = "secret";
        await DoneAsync("checkpoint sign");
        await DoneAsync("verify");
        Assert.That((await RunAsync("checkpoint change-key --reason 每年")).Error, Does.Contain(".pem"));
    }
}
