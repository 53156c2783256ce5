using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Checkpoints;

/// <summary>What is sealed and signed, open to everybody: sizes, roots, keys and why they changed; nothing of any entry.</summary>
[AnyoneMay]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int CheckpointsShown = 60;

    public override Part Where => Part.Checkpoints;
    public override bool IsPublic => SignedIn is null;
    public override Bilingual Title => new("检查点", "Checkpoints");

    public long Size { get; private set; }
    public string Origin { get; private set; } = "";
    public IReadOnlyList<SignedCheckpoint> Checkpoints { get; private set; } = [];
    public IReadOnlyList<SealKey> Keys { get; private set; } = [];
    public IReadOnlyList<RestoredEpoch> Restored { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, _) =>
    {
        Origin = Checkpoint.OriginOf(reader.Ledger.Id);
        Size = await SealReading.SizeAsync(reader);
        Checkpoints = await SealReading.CheckpointsAsync(reader, CheckpointsShown);
        Keys = await SealReading.KeysAsync(reader);
        Restored = await SealReading.RestoredAsync(reader);
    });

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static string TimeOf(long moment) => Verification.VerificationShown.TimeOf(moment);

    /// <summary>What a reader is told of how a key came in.</summary>
    public static Bilingual HowItCame(SealKey key) => key switch
    {
        { No: 1 } => new("第一把密钥", "the first"),
        { Endorsement: not null } => new("由前一把密钥背书", "signed for by the one before"),
        _ => new("没有前一把密钥背书", "not signed for by the one before"),
    };
}
