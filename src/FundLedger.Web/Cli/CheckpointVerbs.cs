using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Checking;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Cli;

/// <summary><c>checkpoint sign</c>, <c>list</c>, <c>change-key</c>; <c>export checkpoint</c>, <c>export proof</c>, <c>export checker</c>.</summary>
internal static class CheckpointVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "checkpoint", new("检查点：封存分录并签署", "Checkpoints: entries sealed and signed for"), Sign(shell), List(shell), ChangeKey(shell));

    private static Command Sign(Shell shell) => WriteVerb.Make(
        shell, "sign", new("封存尚未封存的分录，并签署检查点", "Seal what is not sealed yet and sign a checkpoint"), Need.OverAll(Permission.Operate), [], makesBooks: false, async run =>
        {
            if (run.IsDryRun) return NotTried();
            var places = SealPlaces.Of(shell.StorageOf(run.Parsed), shell.Around.Environment);
            if (!places.Key.IsDone(out var path, out var refusal)) return refusal;
            var mayMake = (await run.Database.ReadAsync(SealReading.KeysAsync, run.Stop)).Count == 0;
            if (!SealKeyFile.Open(path, mayMake, places.KeyPassword).IsDone(out var key, out refusal)) return refusal;
            using (key)
            {
                await new SealEntries(run.Database).RunAsync(run.Who.Actor, stop: run.Stop);
                var outcome = await new SignCheckpoint(run.Database, shell.Clock, key).RunAsync(run.Who.Actor, run.Stop);
                if (!outcome.IsDone(out var signed, out refusal)) return refusal;
                if (places.Folder is { } folder) await FileAsync(shell, folder, signed, run.Stop);
                WriteVerb.Print(run, signed, new($"已签署检查点：{signed.Size:N0} 笔分录，根 {Convert.ToHexStringLower(signed.Root)}。", $"Checkpoint signed: {signed.Size:N0} entries, root {Convert.ToHexStringLower(signed.Root)}."), ((Outcome<SignedCheckpoint>.Done)outcome).WasDoneBefore);
                return ExitCode.Done;
            }
        });

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<SignedCheckpoint>>(
        shell, "list", new("最近的检查点", "The last checkpoints"), [],
        async (_, reader, _) => new Outcome<IReadOnlyList<SignedCheckpoint>>.Done(await SealReading.CheckpointsAsync(reader, 100)),
        (_, to, checkpoints) =>
        {
            foreach (var one in checkpoints) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Size,12:N0}  {Moments.DayInShanghai(one.SignedAt):yyyy-MM-dd}  {Convert.ToHexStringLower(one.Root)}"));
        },
        checkpoints => checkpoints);

    private static Command ChangeKey(Shell shell)
    {
        var reason = Options.Text(shell, "--reason", new("理由", "TEXT"), new("为什么更换；长期保留并公布", "why; kept and published"));
        reason.Required = true;
        var lost = Options.Flag(shell, "--lost", new("原密钥已丢失或泄露，不由它背书", "the one before is lost or leaked and does not sign for the new one"));
        return WriteVerb.Make(shell, "change-key", new("更换签署密钥", "Change the key that signs"), Need.OverAll(Permission.Operate), [reason, lost], makesBooks: false, async run =>
        {
            if (run.IsDryRun) return NotTried();
            var places = SealPlaces.Of(shell.StorageOf(run.Parsed), shell.Around.Environment);
            if (!places.Key.IsDone(out var path, out var refusal)) return refusal;
            if (SealKeyFile.IsPfx(path)) return Refusal.Of("seal-key-pfx", SealKeyFile.Variable, $"新密钥是 PEM 文件。请先让环境变量 {SealKeyFile.Variable} 指向一个新的 .pem 文件名。", $"A new key is a file of PEM: let {SealKeyFile.Variable} name a new .pem file first.");
            ECDsa? before = null;
            if (!run.Value(lost) && !SealKeyFile.Open(path, mayMake: false, places.KeyPassword).IsDone(out before, out refusal)) return refusal;
            using (before)
            using (var next = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            {
                // The new one is safe on disk before the ledger knows it.
                var waiting = path + ".next";
                File.Delete(waiting);
                SealKeyFile.Write(waiting, next);
                var outcome = await new ChangeSealKey(run.Database).RunAsync(run.Asked, next, before, run.Required(reason), run.Stop);
                if (!outcome.IsDone(out var changed, out refusal))
                {
                    File.Delete(waiting);
                    return refusal;
                }

                if (File.Exists(path)) File.Move(path, string.Create(CultureInfo.InvariantCulture, $"{path}.{changed.No - 1}"));
                File.Move(waiting, path);
                WriteVerb.Print(run, changed, new(
                    $"第 {changed.No} 把密钥自此签署，在 {path}；请把它备份到账本之外。", $"Key {changed.No} signs from now on; it is in {path}. Keep a copy of it away from the books."), wasDoneBefore: false);
                return ExitCode.Done;
            }
        });
    }

    internal static Command ExportCheckpoint(Shell shell)
    {
        var file = Output.Option(shell);
        return ReadVerb.Make(shell, "checkpoint", new("导出最近的检查点（C2SP 格式），请保存在账本之外", "Export the last checkpoint (C2SP form), to be kept away from the books"), [file], async run =>
        {
            if ((await run.Database.ReadAsync(reader => SealReading.CheckpointsAsync(reader, 1), run.Stop)).FirstOrDefault() is not { } last)
                return Refusal.Of("nothing-signed", "", "还没有签署过检查点。请先执行 checkpoint sign。", "No checkpoint was signed yet. Run 'checkpoint sign' first.");
            var written = await Output.WriteAsync<SignedCheckpoint>(shell, run.Value(file) ?? "-", async output =>
            {
                await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(last.Note), run.Stop);
                return last;
            });
            return written.IsDone(out _, out var refusal) ? ExitCode.Done : refusal;
        });
    }

    internal static Command ExportChecker(Shell shell)
    {
        var file = Output.Option(shell);
        var verb = new Command("checker", shell.In("导出核对证明文件的网页：离线打开即可使用", "Export the page that checks a proof: it opens without a network"));
        verb.Take(file);
        verb.SetAction(async (parsed, stop) =>
        {
            var written = await Output.WriteAsync<int>(shell, parsed.GetValue(file) ?? "-", async output =>
            {
                await output.WriteAsync(ProofChecker.Page, stop);
                return ExitCode.Done;
            });
            return written.IsDone(out var done, out var refusal) ? done : shell.TellRefusal(refusal, verb);
        });
        return verb;
    }

    internal static Command ExportProof(Shell shell)
    {
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("基金代码", "code of the fund"));
        fund.Required = true;
        var file = Output.Option(shell);
        return ReadVerb.Make(shell, "proof", new("导出一个基金的证明文件：没有账本也能核对，不含姓名", "Export the proof of a fund: it can be checked without the ledger, and names nobody"), [fund, file], async run =>
        {
            var exported = await run.Database.ReadAsync(reader => Output.WriteAsync(shell, run.Value(file) ?? "-", output => Seals.ExportProof.WriteAsync(reader, run.Required(fund), output, stop: run.Stop)), run.Stop);
            if (!exported.IsDone(out var done, out var refusal)) return refusal;
            shell.Tell(new($"检查点共 {done.Size:N0} 笔，其中本基金 {done.Entries:N0} 笔、{done.Lines:N0} 行；检查点之后的 {done.NotSealed:N0} 笔不在其中。",
                $"Proved against a checkpoint of {done.Size:N0} entries: {done.Entries:N0} of the fund with {done.Lines:N0} lines. {done.NotSealed:N0} came after it and are not in it."));
            return ExitCode.Done;
        });
    }

    /// <summary>What is signed stays signed when the folder outside cannot be reached; the site files what is missing later.</summary>
    private static async Task FileAsync(Shell shell, string folder, SignedCheckpoint signed, CancellationToken stop)
    {
        try
        {
            await CheckpointFolder.WriteAsync(CheckpointFolder.FileOf(folder, signed.Size), signed, stop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            shell.Tell(new($"检查点未能存入 {folder}：{failure.Message}", $"The checkpoint cannot be filed in {folder}: {failure.Message}"));
        }
    }

    private static Refusal NotTried() => Refusal.Of("no-dry-run", "dry-run", "签署不能试算。", "Signing cannot be tried out: leave --dry-run away.");
}
