using System.Collections.Frozen;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>A kind of problem that the API itself tells of. What a rule of the books refuses has that rule's own code.</summary>
/// <param name="Code">Stable: lower-case words with dashes.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Says">What is wrong and the mend.</param>
internal sealed record ProblemCode(string Code, int Status, Bilingual Title, Bilingual Says)
{
    internal static readonly ProblemCode Malformed = new("malformed", 400, new("请求读不懂", "The request cannot be read"), new("请求的格式不对。请按接口文档改正后重发。", "The request is not of the form asked for. Mend it by the reference and send it again."));
    internal static readonly ProblemCode KeyMissing = new("idempotency-key-missing", 400, new("缺少操作编号", "No Idempotency-Key"), new(
        "写入须带请求头 Idempotency-Key：1 至 128 个可见 ASCII 字符，每次新写入换一个，重发同一写入用同一个。",
        "A write carries the header Idempotency-Key: 1 to 128 visible ASCII characters, a new one for each new write and the same one when the same write is sent again."));
    internal static readonly ProblemCode TokenMissing = new("token-missing", 401, new("需要令牌", "A token is needed"), new(
        "请在请求头 Authorization 中写 Bearer 和本人的 API 令牌（网站上“我的账户 → API 令牌”签发）。写入不接受网页登录。",
        "Send your API token in the header Authorization, after Bearer (it is issued on the site under Account → API tokens). A browser's session is not taken for writes."));
    internal static readonly ProblemCode TokenWrong = new("token-wrong", 401, new("令牌无效", "The token is not good"), new("这个令牌不存在、已过期或已撤销。请在网站上另发一个。", "This token is unknown, over or revoked. Issue another on the site."));
    internal static readonly ProblemCode NotPermitted = new("not-permitted", 403, new("没有权限", "Not permitted"), new("您或这个令牌没有此权限。请换有此权限的令牌。", "You, or this token, have not the permission for it. Use a token that has."));
    internal static readonly ProblemCode NotThere = new("not-there", 404, new("没有这条记录", "Not there"), new("没有这条记录、这个地址或方法，或您无权查看。", "There is no such record, address or method, or it is not yours to see."));
    internal static readonly ProblemCode MethodWrong = new("method-wrong", 405, new("不支持这个方法", "Method not allowed"), new("这个地址不支持所用的方法。应答头 Allow 列出可用的。", "The address does not take this method. The header Allow names those it takes."));
    internal static readonly ProblemCode KeyConflict = new("operation-key-conflict", 409, new("操作编号已用于别的内容", "The key was used for something else"), new(
        "同一操作编号已用于内容不同的写入，detail 写明差别。如是另一笔，请换新的操作编号。", "The same key was used for a write of other content; detail names the difference. If this is another one, use a new key."));
    internal static readonly ProblemCode Stale = new("etag-stale", 412, new("已被他人改动", "Changed by somebody else"), new("它在读取之后已有改动。请重新读取，用新的 ETag 再发。", "It was changed after you read it. Read it again and send its new ETag."));
    internal static readonly ProblemCode TooLarge = new("body-too-large", 413, new("内容太大", "Too large"), new($"请求内容最多 {ApiLimits.MostBodyBytes:N0} 字节。", $"A body has at most {ApiLimits.MostBodyBytes:N0} bytes."));
    internal static readonly ProblemCode NotJson = new("body-not-json", 415, new("内容应为 JSON", "The body is to be JSON"), new("请以 Content-Type: application/json 发送。", "Send it with Content-Type: application/json."));
    internal static readonly ProblemCode Refused = new("refused", 422, new("规则不允许", "Refused by a rule"), new("账本的规则不允许，没有写入任何内容。detail 写明原因和改法，field 指明字段。", "A rule of the books refuses it and nothing was written. Detail says why and the mend, field names where."));
    internal static readonly ProblemCode MatchMissing = new("if-match-missing", 428, new("须写明所见的版本", "Name the version you saw"), new("修改须带请求头 If-Match，其值为读取时的 ETag。", "A change carries the header If-Match, with the ETag of what you read."));
    internal static readonly ProblemCode TooMany = new("too-many-requests", 429, new("请求太多", "Too many requests"), new("请在 Retry-After 所写的秒数之后再发。", "Send it again after the seconds that Retry-After names."));
    internal static readonly ProblemCode Internal = new("internal-error", 500, new("程序出错", "Something failed"), new("程序出错，没有确认写入。请用同一操作编号重发；仍不行请联系管理员。", "Something failed and no write is confirmed. Send it again under the same key; if it fails again, tell whoever runs the site."));
    internal static readonly ProblemCode Busy = new("busy", 503, new("账本正忙", "The books are busy"), new("没有写入任何内容。请在 Retry-After 所写的秒数之后，用同一操作编号重发。", "Nothing was written. Send it again under the same key after the seconds that Retry-After names."));
    internal static readonly ProblemCode WriteUnknown = new("write-unknown", 503, new("写入结果未知", "Unknown whether it was written"), new("提交的应答丢失。请用同一操作编号重发，账本会给出确定的结果，不会重复记账。", "The answer of the commit was lost. Send it again under the same key: the books will settle it and never post it twice."));

    internal static readonly FrozenDictionary<string, ProblemCode> All = new[]
    {
        Malformed, KeyMissing, TokenMissing, TokenWrong, NotPermitted, NotThere, MethodWrong, KeyConflict, Stale, TooLarge, NotJson, Refused, MatchMissing, TooMany, Internal, Busy, WriteUnknown,
    }.ToFrozenDictionary(problem => problem.Code, StringComparer.Ordinal);

    /// <summary>What was refused because it changed since it was read.</summary>
    private static readonly FrozenSet<string> Changed = FrozenSet.ToFrozenSet(["content-changed", "proposal-differs", "award-changed", "payment-changed", "taper-changed", "blueprint-changed", "saved-meanwhile", "text-changed"]);

    /// <summary>Told by a status alone: what no endpoint said more of.</summary>
    internal static ProblemCode OfStatus(int status) => All.Values.Where(problem => problem.Status == status).MinBy(problem => problem == TokenWrong || problem == WriteUnknown || problem == KeyMissing ? 1 : 0)
        ?? (status < 500 ? Malformed : Internal);

    internal static int StatusOf(Refusal refusal) => All.TryGetValue(refusal.Code, out var known) ? known.Status : Changed.Contains(refusal.Code) ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;

    internal Refusal About(string field) => new(Code, field, Says);
}
