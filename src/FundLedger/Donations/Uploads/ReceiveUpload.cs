using System.Security.Cryptography;
using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Uploads;

/// <summary>What became of receiving a file.</summary>
public abstract record ReceiveOutcome
{
    private ReceiveOutcome() { }

    /// <summary>It waits to be looked at. The very file that waits already is not kept twice.</summary>
    public sealed record Received(long Id) : ReceiveOutcome;

    /// <summary>Nothing of it is kept.</summary>
    public sealed record Refused(Refusal Reason) : ReceiveOutcome;
}

/// <summary>Takes in a list part by part as it arrives, with one part in memory; what it is, its bytes tell.</summary>
public sealed class ReceiveUpload(Database database)
{
    /// <param name="asked">Its key leads the keys of the parts.</param>
    /// <param name="content">Read to its end, or to the limit.</param>
    /// <exception cref="IOException">The sender broke off; nothing of the file is kept.</exception>
    public async Task<ReceiveOutcome> RunAsync(Asked asked, string fileName, UploadSettings settings, Stream content, CancellationToken stop = default)
    {
        var name = NameOf(fileName);
        var begun = await database.WriteAsync<UploadBegun>(
            asked.For("upload-begin", OperationField.Personal("file", name)), async tx => new UploadBegun(await UploadStore.InsertAsync(tx, name, settings)), stop);
        if (!begun.IsDone(out var upload, out var refusal)) return new ReceiveOutcome.Refused(refusal);
        // Sent again once it was received whole: its content may be gone by now, and the answer is the one given then.
        if (begun is Outcome<UploadBegun>.Done { WasDoneBefore: true } && await database.ReadAsync(reader => UploadStore.FindAsync(reader, upload.Id), stop) is { Sha256: not null }) return new ReceiveOutcome.Received(upload.Id);
        try
        {
            return await ReceiveAsync(asked, upload.Id, content, settings.Account is not null, stop) is { } reason ? await RefuseAsync(asked, upload.Id, reason) : await OnceAsync(asked, upload.Id, stop);
        }
        catch
        {
            await DiscardAsync(asked, upload.Id);
            throw;
        }
    }

    private async Task<Refusal?> ReceiveAsync(Asked asked, long id, Stream content, bool isStatement, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[UploadLimits.PartBytes];
        long size = 0;
        int read;
        for (var part = 0; (read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop)) > 0; part++)
        {
            size += read;
            if (size > UploadLimits.FileBytes) return TooLarge(isStatement);
            hash.AppendData(buffer, 0, read);
            var (number, bytes) = (part, buffer[..read]);
            var kept = await database.WriteAsync<UploadBegun>(Step(asked, $"part-{number}").For("upload-part", OperationField.Of("upload", id), OperationField.Of("part", number)), async tx =>
            {
                await UploadStore.InsertPartAsync(tx, id, number, bytes);
                return new UploadBegun(id);
            }, stop);
            if (!kept.IsDone(out _, out var refusal)) return refusal;
        }

        var sha256 = hash.GetHashAndReset();
        var received = await new ChangeUpload(database).RunAsync(Step(asked, "received"), id, upload => upload.Received(sha256, size), stop);
        if (!received.IsDone(out var whole, out var moved)) return moved;
        if (isStatement) return null; // whoever sends one has read it before
        using var opened = await Uploads.OpenAsync(database, whole, stop) switch
        {
            ListOpening.Opened list => new Judged(list.File, null),
            ListOpening.Refused refused => new Judged(null, refused.Reason),
            var other => throw new InvariantBrokenException($"a list is opened or refused, not {other}"),
        };
        return opened.Refusal;
    }

    /// <summary>The very file that waits already is found again instead, with what was decided of it.</summary>
    private async Task<ReceiveOutcome> OnceAsync(Asked asked, long id, CancellationToken stop)
    {
        var all = await database.ReadAsync(UploadStore.ListAsync, stop);
        var own = all.First(upload => upload.Id == id);
        var earlier = all.FirstOrDefault(upload => upload.Id < id && upload.Settings.Fund == own.Settings.Fund && upload.Settings.Account?.Code == own.Settings.Account?.Code && upload.State is not (UploadState.Receiving or UploadState.Done)
            && upload.Sha256.AsSpan().SequenceEqual(own.Sha256));
        if (earlier is not null) await DiscardAsync(asked, id);
        return new ReceiveOutcome.Received(earlier?.Id ?? id);
    }

    private async Task<ReceiveOutcome> RefuseAsync(Asked asked, long id, Refusal reason)
    {
        await DiscardAsync(asked, id);
        return new ReceiveOutcome.Refused(reason);
    }

    private Task DiscardAsync(Asked asked, long id) => new DiscardUpload(database).RunAsync(Step(asked, "refused"), id);

    private static Asked Step(Asked asked, string step) => asked with { Key = $"{asked.Key}/{step}" };

    private static string NameOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (name.Length == 0) name = "list";
        return name.Length > UploadLimits.FileNameCharacters ? name[^UploadLimits.FileNameCharacters..] : name;
    }

    private static Refusal TooLarge(bool isStatement) => Refusal.Of(
        "file-too-large", "file",
        $"文件超过 {UploadLimits.FileBytes / 1024 / 1024} MB。请按月份拆成几个文件后分别上传，或请管理员用命令 fundledger import {(isStatement ? "bank" : "donations")} 导入。",
        $"The file is larger than {UploadLimits.FileBytes / 1024 / 1024} MB. Split it by month and upload the parts, or have it imported with the command 'fundledger import {(isStatement ? "bank" : "donations")}'.");

    private sealed record Judged(ListFile? File, Refusal? Refusal) : IDisposable
    {
        public void Dispose() => File?.Dispose();
    }
}

internal sealed record UploadBegun(long Id);
