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
}
