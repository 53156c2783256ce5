using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Documents;

/// <param name="Of">Code of the fund it is of; null where it is of more.</param>
/// <param name="Says">What it is.</param>
internal sealed record PackedFile(string Name, string? Of, Bilingual Says, long Bytes, byte[] Sha256);

/// <summary>Files in one ZIP, written one after another as they are drawn. Its bytes come of the files and the moment alone, so the same books give the same ZIP.</summary>
internal sealed class PackedFiles(Stream output, DateTimeOffset moment) : IDisposable
{
    private const int RegularFile = 0x81A4 << 16; // -rw-r--r--, whatever system the program runs on
    private static readonly DateTime Oldest = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified); // that a ZIP can say
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ZipArchive zip = new(output, ZipArchiveMode.Create, leaveOpen: true, Utf8);
    private readonly List<PackedFile> files = [];

    internal IReadOnlyList<PackedFile> Files => files;

    internal void Add(string name, string? of, Bilingual says, Action<Stream> write)
    {
        using var content = Open(name);
        write(content);
        files.Add(content.Packed(name, of, says));
    }

    internal async Task AddAsync(string name, string? of, Bilingual says, Func<Stream, Task> write)
    {
        using var content = Open(name);
        await write(content);
        files.Add(content.Packed(name, of, says));
    }

    /// <summary>Last: what is in it, for a program and for a person, and for <c>sha256sum -c</c>.</summary>
    /// <param name="facts">What else the manifest says, in its order.</param>
    internal void AddManifest(JsonObject facts, ReportCheckpoint? checkpoint, Language language)
    {
        facts["checkpoint"] = checkpoint is null ? null : new JsonObject
        {
            ["size"] = checkpoint.Size,
            ["root"] = Convert.ToHexStringLower(checkpoint.Root.Span),
            ["signedAt"] = Moments.ToIso(Moments.ToMicroseconds(checkpoint.SignedAt)),
            ["holdsLastEntry"] = checkpoint.HoldsLastEntry,
        };
        facts["files"] = new JsonArray([.. files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["fund"] = file.Of,
            ["content"] = file.Says.In(language),
            ["bytes"] = file.Bytes,
            ["sha256"] = Convert.ToHexStringLower(file.Sha256),
        })]);
        var listed = files.ToList();
        Add("manifest.json", null, new("清单", "Manifest"), to =>
        {
            to.Write(Utf8.GetBytes(facts.ToJsonString(Readable)));
            to.Write("\n"u8);
        });
        Add("manifest.csv", null, new("清单，表格", "Manifest as a table"), to =>
        {
            using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true); // for Excel
            using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
            foreach (var head in new Bilingual[] { new("文件", "File"), new("基金", "Fund"), new("内容", "Content"), new("字节", "Bytes"), Bilingual.Same("SHA-256"), new("检查点", "Checkpoint") }) csv.WriteField(head.In(language));
            csv.NextRecord();
            foreach (var file in listed)
            {
                foreach (var cell in new[] { file.Name, file.Of ?? "", file.Says.In(language) }) csv.WriteField(FormulaSafe.Escaped(cell));
                csv.WriteField(file.Bytes);
                csv.WriteField(Convert.ToHexStringLower(file.Sha256));
                csv.WriteField(checkpoint is null ? "" : checkpoint.Size.ToString(CultureInfo.InvariantCulture));
                csv.NextRecord();
            }
        });
        var all = files.ToList();
        Add("SHA256SUMS", null, new("校验值", "Hashes"), to =>
        {
            foreach (var file in all) to.Write(Utf8.GetBytes($"{Convert.ToHexStringLower(file.Sha256)}  {file.Name}\n"));
        });
    }

    public void Dispose() => zip.Dispose();

    private MeasuredStream Open(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        var local = moment.ToOffset(TimeSpan.FromHours(8)).DateTime;
        entry.LastWriteTime = new DateTimeOffset(local < Oldest ? Oldest : local, TimeSpan.Zero); // a ZIP has no time zone: this is Beijing's
        entry.ExternalAttributes = RegularFile;
        return new MeasuredStream(entry.Open());
    }

    /// <summary>A part of a name that every system can unpack.</summary>
    internal static string Plain(string code) => string.Concat(code.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-'));

    /// <summary>Counts and hashes what goes through it.</summary>
    private sealed class MeasuredStream(Stream inner) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long length;

        internal PackedFile Packed(string name, string? of, Bilingual says) => new(name, of, says, length, hash.GetHashAndReset());

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer);
            hash.AppendData(buffer);
            length += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
