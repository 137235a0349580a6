#include "patterns/samples.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "base/hex.h"
#include "base/result.h"

namespace sluice {
namespace {

struct Sample {
  std::string_view sha256, from;
};

constexpr auto kSamples = std::to_array<Sample>({
    {"0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059", "Azurite and the storage emulator"},
    {"00cf4c781dc37003f7c7dd7d4c9a6ef1e0f4c62d9a291aa8bc398774e3fefd32", "RFC 6749: refresh token"},
    {"07e23ede2756aa3f5f7cc9759117c4910875e032c27b8556a1e20626224f10ec", "SHA-1 of a word"},
    {"0ba20bd85f0ae85b327eb65b8ecf85fdf8aeaf7d6382a30ec4da2f0076555fa9", "MD5 of a word"},
    {"0d287772dfced30917b9dbb547a3dfc2b8ddfa82ef867191f73c64f4770face9", "SHA-1 of a word"},
    {"0d61a532494b8e01131bf7636f1e5686ec76518de3c84c3b809c8791c97a08c6", "AWS documentation"},
    {"0f388b04e512d7a0eda5889c96ff034cf63499b73898965a8e187e3a8a25d198", "BIP 39 test vectors"},
    {"113459eb7bb31bddee85ade5230d6ad5d8b2fb52879e00a84ff6ae1067a210d3", "SHA-256 of a word"},
    {"1422bbe6812451a967a0761544e553bc1627ed20255a2214d437e785f8e28a4a", "SHA-1 of a word"},
    {"143a54d093f18549a88e5a50e8c6d21fa28454031a4dbda0d0c0cadf45b6cfad", "AWS documentation"},
    {"168601827c50b37054f4e565dbf4050a6bd854bc91650280539cca45bae1fb2f", "SHA-1 of a word"},
    {"16df24f26063525efd17fce108d9b2dba5c22da06b4096e58a3aac6472e49c9c", "BIP 39 test vectors"},
    {"192593fbb61f3019298e30dbc834969c757928592ecbad182a252b0110e6319d", "SHA-1 of a word"},
    {"19e703902b896be4cc5ec085cfeda379f936a5e2c8f6fee42684693dfc0e6da6", "AngularJS documentation"},
    {"1a5d44a2dca19669d72edf4c4f1c27c4c1ca4b4408fbb17f6ce4ad452d78ddb3", "AWS documentation"},
    {"1b1269dc8efffd13791ec26d049340fa167998518c2d3d18915ec7b83e2efa2e", "Electrum"},
    {"1b7e12a5fbbb126faeb72f3025e1f8f85728e09f48f373434bb28b2f5d91d739", "BIP 39 test vectors"},
    {"1c74c75d5672278aea9c610c98864674f1d8293b85e4081987e4ae15397342bc", "SHA-256 of a word"},
    {"1cb4bc3a41744bf0c3cdf22b99f6d240d9d28a959678cd8f63c6fdf3f9747f92", "SHA-256 of a word"},
    {"2288ec82bc090b36a7ebee6c750e541c3d3594a17917e6aa275340c77226e883", "Redis: its configuration files"},
    {"24ab07afdcda42ea3fb754a873ee5a4c579b7f61c26bc476a189bb74486c18c6", "BIP 39 test vectors"},
    {"299bbc6453f96d5cb3e91f389a2df191748fb32623c293eeabec236f3184c468", "SHA-1 of a word"},
    {"2a3caffdead1e45dc9a25018ac0dc0e539ea6b6a3a6a1ba45afaa8f124fbc36c", "BIP 39 test vectors"},
    {"2cafc0970149a84f3b9e62eaf169f36f59907a3b3e31f7b82e68c69cd27f7326", "Stripe documentation"},
    {"2d1f7723aabc5c7a51fcdc2463c99b5f3fdbc57cf3134db4ac12913c35976e6f", "Stripe documentation"},
    {"2ddc147f3a3b5a1722b8ed6be3c45c49a7156b17fca5d11410137a6d04def6eb", "Slack documentation"},
    {"2ef2503d964e9668092e6878d3c390ca7909bbbffabd781857115e3be4bb3e5a", "NIST SP 800-38A"},
    {"2ff8b0fb93aca981c78f1e94355c298c23435461f1072ef4674848e620371787", "RFC 5849"},
    {"30452ba5605dd25289bc2ae7b1883a53b1cece62e2331fa105b88c9682dd37c7", "BIP 39 test vectors"},
    {"3120d452466c0a672a24bdea5c2158e03850426ba78a8c0b6852195fb90bb7ef", "Apache mod_ssl"},
    {"31cfc32f8b1a414ed44fd2b0fda557760387b164f656a45c5fbdbf3b1b553a3c", "BIP 39 test vectors"},
    {"341c225b06c91708aa82ab8389075a8227fda76fb2b9cae2d445e36ca8c44da1", "BIP 39 test vectors"},
    {"3a64bcd9cea43c0aba67ba0bf2ddff8137a492bccbc672107fcbf7381086f698", "BIP 39 test vectors"},
    {"3b9b8ee74bf1320a9563080b780caf017d08e96dbd20a280abaf75df9a0a5075", "BIP 39 test vectors"},
    {"3d91b58504a6cc3a159005ee7b16c7ae503ca6ac2a6a3c893837083c236b864a", "SHA-256 of a word"},
    {"3f2cd8e57b096fe7e4a78a5627e34ca3f885ad65a56e61c287cf4211bbc5949f", "MD5 of a word"},
    {"465c194afb65670f38322df087f0a9bb225cc257e43eb4ac5a0c98ef5b3173ac", "MD5 of a word"},
    {"49dc52e6bf2abe5ef6e2bb5b0f1ee2d765b922ae6cc8b95d39dc06c21c848f8c", "SHA-256 of a word"},
    {"4f5f282e7e716424bcd5b5a10a82d7acabc87a0ae07ee88d9fd8ae69bbfbbfc9", "MD5 of a word"},
    {"5085ae10071e433d40a1ce23ac2f6269458bb1f4f5373416e6e15b54486c1f6f", "SHA-1 of a word"},
    {"52bbea75ee75a6f1d24781d56e6c8ffb9b76e1024013b516bbaaac27e21ae9e0", "MD5 of a word"},
    {"53f5da0aaa93d64cd5772c554cbf940f0539e689dddbeb8f923eec3f72c02ea9", "RFC 6749: client secret"},
    {"549c9390539efcfa01d2744e82e7da34409a63dd0feaf310f7a6e12551fe7668", "RFC 6238"},
    {"5e6a8235e121de87e30ddcea11be114ecb58366a79442baa825f0e7e6ce11f63", "Cloudflare documentation"},
    {"619aae169eed1b553209efa3692a5e9ef6f293f9b4485533da9f7014bce9bc02", "Laravel: hash of a word"},
    {"64034b44c579b335ab5e85debbfe72789e970138cc8d296799c3833a2a8525fb", "Hardhat account 3"},
    {"662c451cc5886e1d6f185f418b815a175bfd197536556607272b36fdefa8c969", "BIP 39 test vectors"},
    {"6c96130f130ab0d6d158397e24d2bcc1c9a5e73ae081f6e983f1c7b545d24a4c", "RFC 6749: access token"},
    {"6caa448826c11cd39c78a3a223c3ddb55358c975c0456e37058ccfbc559c86ce", "AWS documentation"},
    {"6d31c4c9c005c3fd2ae4ebbdbd22d67def0cc89254a4be887261651cd30b5cc7", "SHA-1 of a word"},
    {"6d828debd306e21a02511899832f7ee5591de0693b2f2bd78967fb1e09bafdbb", "BIP 39 test vectors"},
    {"6db5f0d47bdff4e8f6cc4686c7167adeb55971c89d01aa9a84e294e1affd0676", "AWS documentation"},
    {"6f9def463cd4ff6431e6ce8ae7a284d220dc93cfa1097d2202c3b6a5775c887d", "BIP 39 test vectors"},
    {"731fa294d036e54f19df879bfcd4fe72d967dc6327800c5f74a48414a3f258c9", "Telegram documentation"},
    {"78314b11be2e581549ac1c4f616563fad3fdf0c3b71678f6e2299182080e0598", "AWS documentation"},
    {"7b3d979ca8330a94fa7e9e1b466d8b99e0bcdea1ec90596c0dcc8d7ef6b4300c", "SHA-256 of a word"},
    {"7c808e8e7dd2ae0f6c6c3227abdda4cc9d3bbc04ea017a3ca8297333b6375d5d", "BIP 39 test vectors"},
    {"7f75367e7881255134e1375e723d1dea8ad5f6a4fdb79d938df1f1754a830606", "jwt.io"},
    {"8335c55334821eefd4334369ff9c04a8594f161013cf9d87f58802d87297837e", "Hardhat account 1"},
    {"837e8e636d452b6133d5a5c56de1eb57c08a94bbe632804fa621a49014c5c034", "NIST SP 800-38A"},
    {"8579d4cc17362834aa6f02a29efc1d4b55903ad57641e80ba629c620ea89414c", "AWS documentation"},
    {"867f9f5929a7201c1116579e17be6ce501f8a8c5a8d0d1ac7173d72ae78fd945", "BIP 39 test vectors"},
    {"8737fe2e24535f5a4ffafdf7e7e4da78b4805aed77e8bb6ab36ea079bbfb8c1c", "SHA-256 of a word"},
    {"88f2ee81ba729de8fa44381eb943e7d622e1aa74e50be31a7d58d60ca4116ec8", "BIP 39 test vectors"},
    {"8b1b17a9740c068accab5c3d0d652c8e3cc13206e70bb73b42ea41d4c2de3c12", "RFC 7515 A.1"},
    {"8be5d113c0871ce1a122d68a7dff940ab7b09ad8dfcfd9a85aa5c1acc026279e", "RFC 6238, Google Authenticator"},
    {"90efef5d3a739e5f6b3278a13fce003ec6163cd79e66a0aab47093c46343f7fe", "BIP 39 test vectors"},
    {"96c3780287c58bd0867c8cd9b2d60c387ea070c4df3f87d2d3e3c770d3baab0b", "SHA-256 of a word"},
    {"998ed4d621742d0c2d85ed84173db569afa194d4597686cae947324aa58ab4bb", "SHA-256 of a word"},
    {"9b41a2565767eced41e35ec80b8f8f1cfd7b185dda0b6acdc4983540a13cbe6e", "BIP 39 test vectors"},
    {"9c5d0a6656e5d3f36601d0bf98762be09bad5d7b164382c1d6c826324d6d599a", "Ganache"},
    {"9d03b692e941d5ace207a9f8048834439f6de98e5c6c1590c22c4f4577c88a42", "RFC 5849"},
    {"9f9dd1d2e3f189e7929a73ef1f5b54873622f64cc15210133c5085b5175325df", "MD5 of a word"},
    {"a35b81a7d7927b70ec99270dd2362b88580a28574af812f2c02f56469579186f", "RFC 6749: authorization code"},
    {"a667acc9affed0bfc77635365652ecc105220f975db482c86f6c66dfdc2e586c", "SHA-1 of a word"},
    {"a6bbff9561713790a2206df45229ad06c81a405ff628840a1e4934d476eaa196", "AWS documentation"},
    {"a9ecc465cf1159aefa21102d8d7a0a59ab51b5905888e33853c940fca66fb82c", "AWS documentation"},
    {"aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615", "Cosmos DB emulator"},
    {"ad62d48d8b069026a2a0d0291f857a77e1975edf610aa3502e8bc71bd96f513a", "HTTP basic authentication: Aladdin"},
    {"b12ee277a669b18fb7c5d9d3642c9298ce06f0814a4166a6396ad9cb2eccc914", "BIP 39 test vectors"},
    {"b1bff22ae077ce1ae482e4dcb01c144ff8a44e97fbb3f3a5f62567f4ac19da7c", "BIP 39 test vectors"},
    {"b26ab6529d20ebebb4192256f202984754f785481c64b1a1aed58cac93b3617e", "Hardhat account 2"},
    {"b2761ff991a7eb52d04f2233090683577f6d969aa9d81cd59dbfbeb09ce42842", "AWS documentation"},
    {"b2e71100d10bee74156b69806498a2e3d90e432160c2e266465ba669a220d50b", "BIP 39 test vectors"},
    {"b5a04226bda8fc65a475e3e76359fdec6fe75dced1924004d1e170cc47ea3f1b", "SHA-1 of a word"},
    {"b7deb5b2557562a27828b73ee8ade434d1ac0b1ce2682732d794764a79691af6", "SHA-1 of a word"},
    {"b83e96417f61cb148d0dc8a89b839ee4956ad45b5e4b6a2a6cae048e48782157", "Truffle"},
    {"b8ae5c99142647d1043595539d615197ee7dad5e7c031d5447e78c69e62ba01f", "BIP 39 test vectors"},
    {"b8e148545b13c78bc74da2f1a7275dd71e56ddece129d7d2f7b3ecc06f7994da", "RFC 6750: bearer token"},
    {"bb0cf77b327235a92d1b56b0879792eda8b3502cae4e2f7345815d600fd6af53", "RFC 6749: client credentials"},
    {"bc1a50966c9e6486bc4ebf880b51611a2a97fcb8e7a6976e9b81a9e3e8ca0e3c", "Hardhat account 0"},
    {"c12ce25303a023aa1317614428c0ac8ef707c5a370d7c766353c66df5d2cb46f", "NIST SP 800-38A"},
    {"c43062c082d50991f32a0f4002fdb8a07c39c3439232fc76cf71249f684bd047", "MD5 of a word"},
    {"c46ba61e198ba2c56384325cdfa0429188096159620f506287bf28a5a8986ad4", "AWS documentation"},
    {"ca7459e2b26776de081b9a07e40227fd6cff232a1e3233ff6b6aa6d036ca9981", "RFC 6749: client credentials"},
    {"ca9e680399decb9dd10d0cc4acda282c05e905174ab331bd9503e9f2e3b59f07", "SHA-1 of a word"},
    {"cc95a8a1b5e9bf130a4468b1b4857b6a7fc64979970a06b806cb879460d15348", "BIP 39 test vectors"},
    {"cd372fb85148700fa88095e3492d3f9f5beb43e555e5ff26d95f5a6adc36f8e6", "SHA-256 of a word"},
    {"cdf4a007e2b02a0c49fc9b7ccfbb8a10c644f635e1765dcf2a7ab794ddc7edac", "MD5 of a word"},
    {"cf4d418ed3de92d71f767db5391d5a2dacd40e1ce49e75d1137e2ecf4982d844", "RFC 7617: Aladdin"},
    {"d6da54d12db9eac818868b841c1c9cc7c39f5294c8620ad24b7715b7820febc0", "BIP 39 test vectors"},
    {"d8ccc3c547c850170a24a46dceca05861438dca7b115589739d526d2df404b66", "AWS documentation"},
    {"da816f9f2c16e6c5390e7636cadc40c43551bf0bbcf8f36c65539e6633a9c5e8", "jwt.io, older"},
    {"e1f184a383aa7f9ed29c9234e8f8578f698b5e13c5f77a52158258e4889d531a", "SHA-256 of a word"},
    {"e5dc5c106c15afe7e5b524ae6cac2dc311adebacd1d1125ce2f2c8e1ccdd640f", "Redis: its configuration files"},
    {"e6c2d3455587c47ccdd3df1271882656bc27be85f8eb6576eea35fe1aafa172a", "AWS documentation"},
    {"e9974c507d2a802143f614c878fcbb622a3800e05e6e0d329fee2c5b6b243329", "RFC 6749: client secret"},
    {"e9e73c5dbae4e48e533427f094f2bc7687c9bcdb78dc6e6f943a44530452457f", "AWS documentation"},
    {"ecb0e7ba498c5920991f0b3483e91f7abafa9ecc6bd82a9a51494589592b1a8f", "BIP 39 test vectors"},
    {"ee258b5e3a3e3b7811f16a520ab2c1635f430a8c484df9dfe81fb42ad83d40c2", "MD5 of a word"},
    {"eeff4d1bcd7b68413c85d06797b16fc8470aac23a6e828c4406f249400e78ac7", "Laravel: hash of a word"},
    {"f215faf9d88b7f0a881632ee22459ee452a296c808d261b6cc993d3a1fd0600e", "MD5 of a word"},
    {"f25d5976c4e2372f2697aec8f1c37aaa0055726a37af0c05cdc0adf65e725370", "BIP 39 test vectors"},
    {"f2d6ca16515033e5dce14eba840b979d27b5cbae24bb3e5bf484339667f86397", "Stripe documentation"},
    {"f57b5812a52e02790767475e596b8e1fd7e5b1f119892fc996133f25dda833ad", "Excel: the password of what has none"},
    {"f759864761e3679e26c4362935d6a0d562bef02f026a9670d4e6e46103969a78", "MD5 of a word"},
    {"fb5451a6ac9587186a2e3e53d9fce7152cdf2f02ff8bb7155ba6e78388b1d2a3", "MD5 of a word"},
    {"fc888015df8d2d52a36313a8e9b0d51013da401b6df1721eeea7a5511c402a17", "RFC 4231"},
    {"fef3d83e32b4d981b0c0f75206e891268c6aa8bd8db5a315db7bf24168a4be27", "SHA-256 of a word"},
});
static_assert(std::ranges::is_sorted(kSamples, {}, &Sample::sha256));

}  // namespace

bool IsDocumentedSample(std::string_view value) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  SLUICE_CHECK(EVP_Digest(value.data(), value.size(), hash, &size, EVP_sha256(), nullptr) == 1);
  const std::string hex = HexEncode({reinterpret_cast<const char*>(hash), size});
  return std::ranges::binary_search(kSamples, std::string_view(hex), {}, &Sample::sha256);
}

}  // namespace sluice
