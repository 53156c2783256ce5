using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using FundLedger.Seals;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Jobs;
using FundLedger.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FundLedger.Web.Tests.Pages;

/// <summary>What everybody may see of seals: checkpoints and proofs, files known again by their hash, and nothing of any entry.</summary>
public sealed class LookingAtCheckpoints : PageTest
{
    [Test]
    public async Task Everybody_sees_what_was_signed_and_can_check_it([Values] Language language)
    {
        await MakeSmallBooksAsync();
        await DoneAsync("checkpoint sign");
        var root = (await DoneAsync("checkpoint list --json")).Json[0].GetProperty("root").GetString();
        await DoneAsync("donate --fund F1 --amount 3 --on 2026-04-01 --donor 王小明");
        await DoneAsync("checkpoint sign");
        await DoneAsync("checkpoint change-key --lost --reason 旧机器报废");
        using var stranger = (await ServeAsync()).BrowseAsStranger(language);

        var list = await stranger.OpenDoneAsync("/checkpoints");
        Assert.That(list.Document.QuerySelectorAll("tbody tr"), Has.Count.EqualTo(2));
        Assert.That(list.Text, Does.Contain("旧机器报废").And.Not.Contain("王小明"));
        var first = await stranger.OpenDoneAsync("/checkpoints/8");
        Assert.That(first.Text, Does.Contain(Convert.ToHexStringLower(Convert.FromBase64String(root!))).And.Contain(language == Language.Zh ? "签名成立" : "Its signature holds"));
        Assert.That((await stranger.OpenAsync("/checkpoints/7")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var proof = await stranger.OpenDoneAsync("/checkpoints/proof/entry/2+3+99");
        Assert.That(proof.Document.QuerySelectorAll("section.card"), Has.Count.EqualTo(3));
        Assert.That(proof.Text, Does.Not.Contain("王小明").And.Not.Contain("1,234").And.Contain(language == Language.Zh ? "根与检查点相同" : "lead to the root"));
        Assert.That((await stranger.OpenAsync("/checkpoints/proof/entry/x")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.OpenAsync("/checkpoints/proof/entry/99")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task What_is_saved_can_be_checked_without_the_ledger_and_be_kept_by_others()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("checkpoint sign");
        await DoneAsync("donate --fund F1 --amount 3 --on 2026-04-01 --donor 王小明");
        await DoneAsync("checkpoint sign");
        var server = await ServeAsync();
        var (old, last) = (await server.GetAsync("/checkpoints/8.txt"), await server.GetAsync("/checkpoints/latest.txt"));
        Assert.That((old.Header("Content-Type"), old.Header("Cache-Control"), last.Header("Cache-Control")), Is.EqualTo(("text/plain; charset=utf-8", "public, max-age=31536000, immutable", "public, max-age=60")));
        var (from, to) = (Checkpoint.Read(SignedNote.Read(old.Body)!.Text)!, Checkpoint.Read(SignedNote.Read(last.Body)!.Text)!);
        using var road = JsonDocument.Parse((await server.GetAsync("/checkpoints/proof/consistency/8/9")).Body);
        Assert.That(MerkleTree.Continues(8, from.Root, 9, to.Root, [.. road.RootElement.GetProperty("path").EnumerateArray().Select(hash => hash.GetBytesFromBase64())]));
        using var entry = JsonDocument.Parse((await server.GetAsync("/checkpoints/proof/entry/3.json")).Body);
        var of = entry.RootElement;
        Assert.That(MerkleTree.Includes(MerkleTree.LeafHash(of.GetProperty("hash").GetBytesFromBase64()), of.GetProperty("leaf").GetInt64(), of.GetProperty("size").GetInt64(), [.. of.GetProperty("path").EnumerateArray().Select(hash => hash.GetBytesFromBase64())], from.Root));
        Assert.That(of.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "entry", "hash", "leaf", "size", "root", "path", "checkpoint" }), "of the entry its hash alone");
        Assert.That((await server.GetAsync("/checkpoints/proof/consistency/9/8")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_pdf_handed_out_is_known_again_and_a_changed_one_is_not()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("checkpoint sign");
        var file = Path.Combine(Folder, "balances.pdf");
        await DoneAsync($"report fund-balances --fund F1 --as-of 2026-04-10 --out '{file}'");
        await DoneAsync($"report fund-balances --fund F1 --as-of 2026-04-10 --out '{file}'");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));
        var server = await ServeAsync();
        using var stranger = server.BrowseAsStranger(Language.En);
        var known = await stranger.OpenDoneAsync($"/checkpoints/files/{hash}");
        Assert.That(known.Text, Does.Contain("It is as issued").And.Contain("Fund balances").And.Contain("2026-04-10").And.Contain("of 8"));
        Assert.That((await stranger.OpenDoneAsync($"/checkpoints/files?hash={hash.ToUpperInvariant()}")).Text, Does.Contain("It is as issued"));
        Assert.That((await stranger.OpenDoneAsync($"/checkpoints/files/{new string('0', 64)}")).Text, Does.Contain("issued no such file"));
        Assert.That((await stranger.OpenDoneAsync("/checkpoints/files?hash=abc")).Text, Does.Contain("That is no hash"));
    }

    [Test]
    public async Task The_job_seals_signs_and_files_and_says_once_why_it_cannot_sign()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        await new SealBooksJob(server.Services.GetRequiredService<CheckpointKeeper>()).RunAsync(CancellationToken.None);
        using var operators = server.Browse(Language.En);
        Assert.That((await operators.OpenDoneAsync("/verification")).Text, Does.Contain("8 entries are sealed").And.Contain("What is sealed is not signed for").And.Contain("FUNDLEDGER_SealKey"));

        var outside = Path.Combine(Folder, "outside");
        var places = new SealPlaces(Path.Combine(Books, "checkpoint-key.pem"), Folder: outside);
        var keeper = new CheckpointKeeper(server.Database, TimeProvider.System, places, NullLogger<CheckpointKeeper>.Instance);
        await new SealBooksJob(keeper).RunAsync(CancellationToken.None);
        Assert.That((keeper.WhyNotSigned, keeper.WhyNotFiled is null), Is.EqualTo(((Refusal?)null, false)), "signed; the folder is not there");
        Directory.CreateDirectory(outside);
        await new SealBooksJob(keeper).RunAsync(CancellationToken.None);
        Assert.That((keeper.WhyNotFiled, File.Exists(Path.Combine(outside, "8.txt"))), Is.EqualTo(((Bilingual?)null, true)));
        Assert.That((await operators.OpenDoneAsync("/verification")).Text, Does.Contain("the last checkpoint is of 8"));
    }
}
